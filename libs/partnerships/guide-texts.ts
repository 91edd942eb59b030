import { GuideLanguage, GuideText } from './guide-text';
import { GUIDE_EN } from './guide-text-en';
import { GUIDE_UK } from './guide-text-uk';

const TEXTS: Record<GuideLanguage, GuideText> = { uk: GUIDE_UK, en: GUIDE_EN };

export const guideText = (language: GuideLanguage): GuideText => TEXTS[language];
