import type { Queryable } from '../connection/database.ts';

export interface CallerActivity {
  kind: 'person' | 'key';
  id: string;
  name: string;
  /** Null for a key, and for a person who was taken away. */
  email: string | null;
  searches: number;
  reads: number;
  /** As YYYY-MM-DD, in UTC. */
  last_day: string;
  /** The last ones; title, repository and path are null if the document is gone. */
  documents: {
    document_id: string;
    title: string | null;
    repository: string | null;
    path: string | null;
    reads: number;
    last_day: string;
  }[];
}

/** The documents that are named of a caller. */
const maxDocuments = 50;

/** What each caller did in the last days, today included; who did most first. */
export async function listActivity(database: Queryable, days: number): Promise<CallerActivity[]> {
  return database.query<CallerActivity>(
    `with recent as (
       select * from activity where day > (now() at time zone 'UTC')::date - $1::int
     ),
     reads as (
       select kind, caller, document_key, sum(count)::int as reads, max(day) as last_day,
              row_number() over (partition by kind, caller
                                 order by max(day) desc, sum(count) desc, document_key) as place
       from recent where document_key <> '' group by kind, caller, document_key
     ),
     read_documents as (
       select reads.kind, caller,
              jsonb_agg(jsonb_build_object(
                'document_id', document_key, 'title', documents.title,
                'repository', sources.title, 'path', documents.path,
                'reads', reads, 'last_day', to_char(last_day, 'YYYY-MM-DD')) order by place)
                as documents
       from reads
       left join documents on documents.key = document_key
       left join sources on sources.id = documents.source_id
       where place <= ${maxDocuments} group by reads.kind, caller
     )
     select kind, caller as id, (array_agg(recent.name order by day desc))[1] as name,
            max(people.email) as email,
            coalesce(sum(count) filter (where document_key = ''), 0)::int as searches,
            coalesce(sum(count) filter (where document_key <> ''), 0)::int as reads,
            to_char(max(day), 'YYYY-MM-DD') as last_day,
            coalesce((select documents from read_documents
                      where read_documents.kind = recent.kind
                        and read_documents.caller = recent.caller), '[]') as documents
     from recent left join people on kind = 'person' and people.id::text = caller
     group by kind, caller
     order by sum(count) desc, kind, caller`,
    [days],
  );
}
