import { Skeleton } from '@mantine/core';

/** Bars of about the size of what comes, so that nothing jumps. */
export function PageSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton height={28} width="40%" mt={24} />
      <Skeleton height={48} width="60%" mt={16} />
      <RowsSkeleton rows={8} />
    </div>
  );
}

export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-busy="true" className="rows-skeleton">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={40} mt={8} />
      ))}
    </div>
  );
}
