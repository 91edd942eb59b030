import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { categoriesQuery } from '../api/queries';

/** Labels are the API's code list, in both languages; the code stands in until they are there. */
export function useCategoryName(): (code: string) => string {
  const { i18n } = useTranslation();
  const { data } = useQuery(categoriesQuery());
  return (code) => {
    const category = data?.items.find((one) => one.code === code);
    if (!category) return code;
    return i18n.language === 'uk' ? category.labelUk : category.labelEn;
  };
}
