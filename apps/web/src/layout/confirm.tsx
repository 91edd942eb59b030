import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';

interface Props {
  /** What the button says, and asks for. */
  label: string;
  /** What will happen, in figures where there are any. */
  question: ReactNode;
  yes: string;
  no: string;
  isPending?: boolean;
  onYes: () => void;
}

/** What cannot be undone is asked twice, in place: nothing covers what it is about. */
export function Confirm({ label, question, yes, no, isPending = false, onYes }: Props) {
  const [isAsked, setAsked] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsked) box.current?.focus();
  }, [isAsked]);
  if (!isAsked) {
    return (
      <Button variant="default" onClick={() => setAsked(true)}>
        {label}
      </Button>
    );
  }
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label={label} className="notice">
      {question}
      <div className="actions">
        <Button color="red" loading={isPending} onClick={onYes}>
          {yes}
        </Button>
        <Button variant="default" onClick={() => setAsked(false)}>
          {no}
        </Button>
      </div>
    </div>
  );
}
