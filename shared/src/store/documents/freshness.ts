/**
 * SQL join: the problem of a document whose newer version could not be read, if there is one. The
 * document is what was there before.
 */
export const newerVersion = `left join problems as newer
         on newer.source_id = documents.source_id and newer.external_id = documents.external_id
           and newer.outcome = 'failed' and newer.version <> documents.version`;

/** SQL: when the document was last seen to equal the file at its source; needs `newerVersion`. */
export const verifiedAt = `case when newer.version is null
           then greatest(documents.verified_at, sources.verified_at)
           else documents.verified_at end`;
