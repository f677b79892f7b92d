import module from 'node:module';
import { join } from 'node:path';

// What Node compiles and strips of types is kept, which every later start saves: threads and child
// processes learn the folder from the environment. Without a folder that can be written it does without.
module.enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'node'));
const cache = module.getCompileCacheDir();
if (cache !== undefined) process.env.NODE_COMPILE_CACHE ??= cache;

const { runCommand } = await import('./command.ts');
await runCommand(process.argv.slice(2));
