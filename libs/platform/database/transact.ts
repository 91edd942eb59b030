import { DataSource, EntityManager } from 'typeorm';

const TRIES_MAX = 5;
/** Two transactions waited for each other in a ring, and PostgreSQL ended one: nothing of it stays. */
const DEADLOCK = '40P01';

/**
 * One transaction, run again where it lost a deadlock: nobody is told of what a second try mends.
 * `work` must do nothing outside its transaction.
 */
export async function transact<T>(
  database: DataSource,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await database.transaction(work);
    } catch (error) {
      const isDeadlock = (error as { code?: unknown }).code === DEADLOCK;
      if (!isDeadlock || tries === TRIES_MAX) throw error;
    }
  }
}
