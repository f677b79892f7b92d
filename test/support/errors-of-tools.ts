import type { PastedError } from './pasted-errors.ts';

function error(
  tool: string,
  title: string,
  output: string,
  explanation: string,
  otherMessage: string,
  product: string,
  message: string,
): PastedError {
  const name = `${tool}-${title.toLowerCase().replaceAll(' ', '-')}`;
  return {
    name,
    output,
    message,
    page: `# ${title}\n\n${explanation}`,
    otherMessage,
    product: `# ${tool}\n\n${product}`,
  };
}

const git =
  'Git keeps the history of a repository. Clone it from the remote with an SSH key, and push a branch.';
const docker =
  'Docker builds images and runs containers. The daemon keeps layers; a Dockerfile has steps such as RUN and COPY.';
const kubernetes =
  'Kubernetes schedules pods on nodes. The kubelet pulls images and starts containers; events say what failed.';
const terraform =
  'Terraform plans and applies resources of a module. Its state is kept in a bucket and has a lock.';
const nginx =
  'nginx is the server in front of the upstream. It logs each request with client, host and server.';
const postgres =
  'Postgres stores the orders. The orders table has columns such as id, customer_id and number; customers have many orders. SELECT them by id.';
const shell =
  'Scripts run in bash from /opt/jobs. Each command says what it does; a script ends on the first error.';
const events = 'Warning  Failed  12s (x3 over 2m)  kubelet  MESSAGE';
const plan =
  '╷\n│ Error: MESSAGE\n│\n│   with module.lake.aws_s3_bucket.files,\n│   on modules/lake/main.tf line 12, in resource "aws_s3_bucket" "files":\n│   12: resource "aws_s3_bucket" "files" {\n╵';
const sql =
  'psycopg2.errors.MESSAGE\nLINE 1: SELECT * FROM "orders" WHERE "orders"."id" = 3\n                      ^';
const proxy =
  '2026/03/04 12:00:01 [error] 29#29: *41 MESSAGE, client: 10.0.0.1, server: _, request: "POST /upload HTTP/1.1", host: "lamps.example"';
const gitEnd =
  '\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.';
const build =
  ' => ERROR [build 4/6] RUN npm ci\n------\n > [build 4/6] RUN npm ci:\n#9 4.211 MESSAGE\n------\nDockerfile:12\nERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1';

export const errorsOfTools: readonly PastedError[] = [
  error(
    'git',
    'Refused key',
    `MESSAGE${gitEnd}`,
    'Permission denied (publickey): add your key to the agent.',
    'ssh: connect to host git.example port 22: Connection timed out',
    git,
    'git@github.com: Permission denied (publickey).',
  ),
  error(
    'git',
    'Changed host key',
    `MESSAGE${gitEnd}`,
    'Host key verification failed: the server has a new key. Update known_hosts.',
    'ERROR: Repository not found.',
    git,
    'Host key verification failed.',
  ),
  error(
    'git',
    'Behind',
    " ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs to 'github.com:lamps/shop.git'\nMESSAGE",
    'Updates were rejected because the tip of your current branch is behind: pull with rebase.',
    'remote: error: GH006: Protected branch update failed for refs/heads/main.',
    git,
    'hint: Updates were rejected because the tip of your current branch is behind\nhint: its remote counterpart.',
  ),
  error(
    'docker',
    'No daemon',
    "MESSAGE\nSee 'docker run --help'.",
    'Cannot connect to the Docker daemon: start Colima.',
    'docker: Error response from daemon: Conflict. The container name "/db" is already in use.',
    docker,
    'docker: Cannot connect to the Docker daemon at unix:///Users/ann/.docker/run/docker.sock. Is the docker daemon running?.',
  ),
  error(
    'docker',
    'Lock file is old',
    build,
    '`npm ci` can only install packages when package.json and package-lock.json are in sync: commit the lock file.',
    'npm error code E401\nnpm error Incorrect or missing password.',
    docker,
    'npm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync.',
  ),
  error(
    'docker',
    'Layers fill the disk',
    build,
    'ENOSPC, no space left on device: prune old layers.',
    'npm error code ETIMEDOUT',
    docker,
    'npm error ENOSPC: no space left on device, write',
  ),
  error(
    'kubernetes',
    'Nodes are full',
    'Warning  FailedScheduling  14s  default-scheduler  MESSAGE',
    '0/5 nodes are available: Insufficient cpu. Scale the pool.',
    '0/4 nodes are available: 4 node(s) had untolerated taint {dedicated: gpu}.',
    kubernetes,
    '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
  ),
  error(
    'kubernetes',
    'Pull secret',
    events,
    'Failed to pull image, unauthorized: authentication required. Refresh the pull secret.',
    'Error: container has runAsNonRoot and image will run as root',
    kubernetes,
    'Failed to pull image "registry.lamps.example/shop/api:1.2.3": rpc error: code = Unknown desc = unauthorized: authentication required',
  ),
  error(
    'kubernetes',
    'Slow start',
    'Warning  Unhealthy  2m (x14 over 5m)  kubelet  MESSAGE',
    'Readiness probe failed with statuscode 503: the cache is still cold.',
    'Liveness probe failed: dial tcp 10.1.2.3:8080: i/o timeout',
    kubernetes,
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
  ),
  error(
    'terraform',
    'State lock',
    plan,
    'Error acquiring the state lock: use force-unlock.',
    'creating S3 Bucket (files): BucketAlreadyExists',
    terraform,
    'Error acquiring the state lock\n│ Error message: operation error DynamoDB: PutItem, https response error StatusCode: 400, RequestID: 8K2J, ConditionalCheckFailedException',
  ),
  error(
    'terraform',
    'Drift of versions',
    plan,
    'Unsupported Terraform Core version: install 1.9.',
    'Reference to undeclared input variable',
    terraform,
    'Unsupported Terraform Core version',
  ),
  error(
    'nginx',
    'Large uploads',
    proxy,
    'client intended to send too large body: raise client_max_body_size.',
    'connect() failed (111: Connection refused) while connecting to upstream',
    nginx,
    'client intended to send too large body: 5242880 bytes',
  ),
  error(
    'nginx',
    'Slow upstream',
    proxy,
    'upstream timed out (110: Connection timed out): raise proxy_read_timeout.',
    'open() "/usr/share/nginx/html/favicon.ico" failed (2: No such file or directory)',
    nginx,
    'upstream timed out (110: Connection timed out) while reading response header from upstream',
  ),
  error(
    'postgres',
    'No such table',
    sql,
    '`ERROR: relation "accounts" does not exist`: run the migrations.',
    'InsufficientPrivilege: permission denied for table orders',
    postgres,
    'UndefinedTable: relation "orders" does not exist',
  ),
  error(
    'postgres',
    'No such column',
    'ERROR:  MESSAGE',
    'column … of relation … does not exist: the client is newer than the schema.',
    'canceling statement due to statement timeout',
    postgres,
    'column "customer_id" of relation "orders" does not exist',
  ),
  error(
    'postgres',
    'Same number twice',
    'ERROR:  MESSAGE\nSTATEMENT:  INSERT INTO "orders" ("id", "customer_id", "number") VALUES (7, 12, 42)',
    'duplicate key value violates unique constraint "orders_number_key": renumber.',
    'null value in column "customer_id" violates not-null constraint',
    postgres,
    'duplicate key value violates unique constraint "orders_number_key"\nDETAIL:  Key (number)=(2026-0042) already exists.',
  ),
  error(
    'shell',
    'Lines from Windows',
    '/opt/jobs/nightly.sh: line 12: MESSAGE',
    "$'\\r': command not found: the script has line ends of Windows.",
    'lantern: unbound variable',
    shell,
    "$'\\r': command not found",
  ),
  error(
    'kernel',
    'Out of memory',
    'Mar  4 12:00:01 db1 kernel: [12345.678] MESSAGE',
    'Out of memory: Killed process (mysqld). Add swap.',
    'EXT4-fs error (device sda1): ext4_find_entry: reading directory lblock 0',
    'The kernel logs to db1, db2 and db3. Read it with dmesg.',
    'Out of memory: Killed process 4711 (postgres) total-vm:123456kB, anon-rss:99999kB',
  ),
  error(
    'json',
    'Declined cards',
    '{"level":"error","ts":1710000000.123,"caller":"pay/gateway.go:88","msg":"charge failed",MESSAGE}',
    'card_declined with insufficient_funds: the customer takes another card.',
    '"error":"gateway_timeout"',
    'A charge has an error, a reason and details. The gateway logs level, ts, caller and msg; a charge that failed is repeated.',
    '"error":"card_declined","details":{"reason":"insufficient_funds"}',
  ),
  error(
    'json',
    'Expired certificate',
    '{"level":"warn","ts":"2026-03-04T12:00:01Z","logger":"agent","msg":"scrape failed","err":"MESSAGE"}',
    'x509: certificate has expired or is not yet valid: run certbot renew.',
    'Get \\"https://10.1.2.3:9100/metrics\\": context deadline exceeded',
    'The agent has a logger and scrapes metrics each minute. A scrape that failed is a warning.',
    'Get \\"https://metrics.lamps.example/\\": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-04T12:00:00Z is after 2026-03-01T00:00:00Z',
  ),
  error(
    'linker',
    'Missing library',
    "/usr/bin/ld: main.o: in function `connect':\nmain.c:(.text+0x1f): MESSAGE\ncollect2: error: ld returned 1 exit status",
    'undefined reference to `SSL_new`: link with -lssl.',
    'multiple definition of `lamp_on`',
    'The linker joins main.o and others to one program. ld is called by collect2.',
    "undefined reference to `SSL_new'",
  ),
];
