import { teamFile } from '../ingest/choose/config-file.ts';
import { readSynonyms } from '../search/rank/read-synonyms.ts';
import { synonymsPath } from '../store/documents/synonym-files.ts';

/** What the team calls by several names. It is read by each search, and not searched itself. */
export const synonymsFile = teamFile(synonymsPath, 'bad_synonyms', readSynonyms);
