import { outputs } from './outputs-of-programs.ts';
import type { PastedError } from './pasted-errors.ts';

const products = {
  java: '# The orders service\n\nIt is written in Java with Spring: OrderController.java, OrderMapper.java, com.lamps.orders. Requests reach DispatcherServlet. Errors are logged.',
  python:
    '# The worker\n\nThe worker is written in Python: main.py starts it, importer.py reads rows of a path with an encoding. It runs under /srv/lamps/worker.',
  go: '# The ferry service\n\nmain.go starts a Ferry, dock.go has its Dock. Each ferry runs in a goroutine.',
  node: '# The kiosk\n\nserver.js is a Node server, its modules are loaded from /srv/kiosk. Events are handled.',
  dotnet:
    '# The stock program\n\nProgram.cs starts it, StockService.cs loads files by path and mode. Lamps.Stock is its namespace.',
  ruby: '# The shop\n\nA Rails app with models such as basket.rb, whose total is counted at checkout. Callbacks run by active_support.',
  php: '# The old shop\n\nBasket.php has a total, Checkout.php runs it, index.php is public. It stands in /var/www/shop/src.',
  rust: '# The beacon\n\nsignal.rs blinks the beacon. The main thread reads the plan.',
  json: '# Logs of the orders service\n\nEach line is JSON with time, level, service and stack. Levels are ERROR, WARN, INFO. DispatcherServlet stands in nearly every stack.',
};

type Language = keyof typeof outputs;

function error(
  language: Language,
  title: string,
  message: string,
  explanation: string,
  otherMessage: string,
): PastedError {
  return {
    name: `${language}-${title.toLowerCase().replaceAll(' ', '-')}`,
    output: outputs[language],
    message,
    page: `# ${title}\n\n${explanation}`,
    otherMessage,
    product: products[language],
  };
}

export const errorsOfPrograms: readonly PastedError[] = [
  error(
    'java',
    'Orders without customer',
    'java.lang.NullPointerException: Cannot invoke "com.lamps.Customer.getName()" because the return value of "com.lamps.Order.getCustomer()" is null',
    'NullPointerException on getCustomer(): the order has no customer. Run the backfill.',
    'java.lang.IllegalStateException: Session was closed by the peer',
  ),
  error(
    'java',
    'Too few connections',
    'java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30001ms.',
    'HikariPool: Connection is not available, request timed out. Raise maximumPoolSize.',
    'java.lang.OutOfMemoryError: Metaspace',
  ),
  error(
    'java',
    'Old runtime',
    'java.lang.UnsupportedClassVersionError: com/lamps/orders/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0)',
    'UnsupportedClassVersionError: it was compiled by a newer Java. Use JDK 21.',
    'java.lang.ClassNotFoundException: com.mysql.jdbc.Driver',
  ),
  error(
    'java',
    'Beans in a circle',
    'org.springframework.beans.factory.BeanCurrentlyInCreationException: The dependencies of some of the beans in the application context form a cycle',
    'The dependencies of some beans form a cycle: use a setter.',
    'java.net.SocketTimeoutException: Read timed out',
  ),
  error(
    'python',
    'Full disk',
    'OSError: [Errno 28] No space left on device',
    'Errno 28, no space left on device: empty /var/spool.',
    'ConnectionRefusedError: [Errno 111] Connection refused',
  ),
  error(
    'python',
    'Latin exports',
    "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 214: invalid continuation byte",
    "UnicodeDecodeError: the codec can't decode byte: the supplier exports in Latin-1.",
    "KeyError: 'price'",
  ),
  error(
    'python',
    'Requirements are missing',
    "ModuleNotFoundError: No module named 'yaml'",
    'ModuleNotFoundError: No module named …: run pip install -r requirements.txt.',
    'RecursionError: maximum recursion depth exceeded',
  ),
  error(
    'python',
    'Tenants without header',
    "KeyError: 'tenant_id'",
    "KeyError 'tenant_id': the header X-Tenant is missing.",
    "ValueError: could not convert string to float: 'n/a'",
  ),
  error(
    'go',
    'Closed twice',
    'panic: close of closed channel',
    'panic: close of closed channel. Upgrade the ferry to 2.3.',
    'panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a1b2c]',
  ),
  error(
    'go',
    'Nobody reads',
    'fatal error: all goroutines are asleep - deadlock!',
    'All goroutines are asleep: a channel has no reader.',
    'panic: assignment to entry in nil map',
  ),
  error(
    'go',
    'Past the end',
    'panic: runtime error: index out of range [5] with length 5',
    'index out of range: the timetable has fewer berths.',
    'panic: interface conversion: interface {} is nil, not string',
  ),
  error(
    'node',
    'Port in use',
    'Error: listen EADDRINUSE: address already in use :::3000',
    'listen EADDRINUSE: address already in use. Stop the old kiosk.',
    "Error: Cannot find module 'express'",
  ),
  error(
    'node',
    'No Redis',
    'Error: connect ECONNREFUSED ::1:6379',
    'connect ECONNREFUSED 127.0.0.1:6379: Redis is down.',
    'TypeError: res.render is not a function',
  ),
  error(
    'node',
    'Broken JSON',
    'SyntaxError: Unexpected token < in JSON at position 0',
    'Unexpected token < in JSON: the gateway answered HTML.',
    'RangeError: Maximum call stack size exceeded',
  ),
  error(
    'dotnet',
    'File is not there',
    "System.IO.FileNotFoundException: Could not find file '/data/in.csv'.\nFile name: '/data/in.csv'",
    'FileNotFoundException, could not find file: mount the volume first.',
    'Microsoft.Data.SqlClient.SqlException (0x80131904): Execution Timeout Expired.',
  ),
  error(
    'dotnet',
    'Not registered',
    "System.InvalidOperationException: Unable to resolve service for type 'Lamps.Mail.IMailer' while attempting to activate 'Lamps.Web.OrderController'.",
    'Unable to resolve service for type: register it at startup.',
    'System.ObjectDisposedException: Cannot access a disposed context instance.',
  ),
  error(
    'ruby',
    'Master key',
    'ActiveSupport::MessageEncryptor::InvalidMessage (ActiveSupport::MessageEncryptor::InvalidMessage)',
    'MessageEncryptor::InvalidMessage: the master key is another one.',
    "undefined method `price' for nil:NilClass (NoMethodError)",
  ),
  error(
    'ruby',
    'Migrations wait',
    'Migrations are pending. To resolve this issue, run: bin/rails db:migrate (ActiveRecord::PendingMigrationError)',
    'PendingMigrationError, migrations are pending: deploy with the release step.',
    'stack level too deep (SystemStackError)',
  ),
  error(
    'php',
    'Memory of the import',
    'Error: Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes)',
    'Allowed memory size of … bytes exhausted: raise memory_limit for the import.',
    'Error: Call to a member function price() on null',
  ),
  error(
    'php',
    'Wrong credentials',
    "PDOException: SQLSTATE[HY000] [1045] Access denied for user 'shop'@'10.2.3.4' (using password: YES)",
    "Access denied for user 'shop' (using password: YES): the password was rotated.",
    'TypeError: Unsupported operand types: string + int',
  ),
  error(
    'rust',
    'Plan is missing',
    'called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }',
    'kind: NotFound, No such file or directory: put plan.toml beside the program.',
    'called `Option::unwrap()` on a `None` value',
  ),
  error(
    'rust',
    'Narrow numbers',
    'attempt to subtract with overflow',
    'attempt to subtract with overflow: tides below zero need i32.',
    'assertion failed: lamp.is_on()',
  ),
  error(
    'json',
    'Deadlock of baskets',
    'org.postgresql.util.PSQLException: ERROR: deadlock detected',
    'deadlock detected: order the updates by id.',
    'java.util.ConcurrentModificationException: null',
  ),
  error(
    'json',
    'Too many files',
    'java.io.IOException: Too many open files',
    'Too many open files: raise the ulimit.',
    'java.lang.NumberFormatException: For input string: four',
  ),
];
