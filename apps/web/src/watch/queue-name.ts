import { useTranslation } from 'react-i18next';
import { uk } from '../i18n/uk';

/** A queue in the language of the page; one that is new here by its own name. */
export function useQueueName(): (queue: string) => string {
  const { t } = useTranslation();
  return (queue) => (isKnown(queue) ? t(`queueName.${queue}`) : queue);
}

function isKnown(queue: string): queue is keyof typeof uk.queueName {
  return Object.hasOwn(uk.queueName, queue);
}
