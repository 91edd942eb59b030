import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { areasQuery } from './queries';

/** An area of cooperation in the language of the page; its code until that is there. */
export function useAreaName(): (code: string) => string {
  const { i18n } = useTranslation();
  const { data } = useQuery(areasQuery());
  return (code) => {
    const area = data?.items.find((one) => one.code === code);
    if (!area) return code;
    return i18n.language === 'uk' ? area.labelUk : area.labelEn;
  };
}
