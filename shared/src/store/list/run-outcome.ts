/**
 * SQL: what became of a run; null while it runs. One without an end is interrupted where its lease has
 * expired or is another execution's, unless it waits between two slices.
 */
export function runOutcome(run: string): string {
  return `case when ${run}.finished_at is not null then ${run}.outcome
       when coalesce(${run}.waits_until + interval '5 minutes' > now(), false) then null
       when sources.lease_holder = ${run}.execution_id and sources.lease_expires_at > now() then null
       else 'interrupted' end`;
}

export type ListedOutcome = 'succeeded' | 'partial' | 'failed' | 'interrupted';
