import { useEffect, useState } from 'react';
import { today } from '../clock';
import { uuidV7 } from '../uuid';
import { type DeliveryDraft, emptyDraft, isTyped } from './delivery-draft';

const KEPT_AS = 'pobratym.delivery-draft';

/** The draft, kept in the browser with every key stroke until it is sent or thrown away. */
export function useKeptDraft() {
  const [draft, setDraft] = useState<DeliveryDraft>(() => readKept() ?? newDraft());
  const [wasRestored] = useState(() => hasContent(readKept()));

  useEffect(() => keep(draft), [draft]);

  return { draft, setDraft, wasRestored, startOver: () => setDraft(newDraft()) };
}

export function forgetKeptDraft(): void {
  try {
    localStorage.removeItem(KEPT_AS);
  } catch {
    // Nothing was kept.
  }
}

export function hasContent(draft: DeliveryDraft | null): boolean {
  return (
    draft !== null &&
    (draft.receivingCity !== null ||
      draft.sendingCity !== null ||
      draft.reference !== '' ||
      draft.lines.some(isTyped))
  );
}

function newDraft(): DeliveryDraft {
  return emptyDraft(uuidV7(), today());
}

function readKept(): DeliveryDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null') as DeliveryDraft | null;
    return kept?.version === 1 && Array.isArray(kept.lines) ? kept : null;
  } catch {
    return null;
  }
}

function keep(draft: DeliveryDraft): void {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still sends what stands on the page.
  }
}
