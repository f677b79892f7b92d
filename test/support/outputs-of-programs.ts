const javaFrames = `
\tat com.lamps.orders.OrderMapper.toDto(OrderMapper.java:42)
\tat com.lamps.orders.OrderController.show(OrderController.java:88) ~[orders-2.1.jar:2.1]
\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)
\tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089) ~[spring-webmvc-6.1.5.jar:6.1.5]
\t... 43 more`;
const pythonFrames = `Traceback (most recent call last):
  File "/srv/lamps/worker/main.py", line 31, in run
    rows = importer.read(path)
  File "/srv/lamps/worker/importer.py", line 112, in read
    return list(self.reader.rows(path, encoding=self.encoding))
`;
const goFrames = `

goroutine 18 [running]:
main.(*Ferry).Dock(0xc0000b2000, {0x4a2f0, 0x3})
\t/src/ferry/dock.go:91 +0x1c
main.main()
\t/src/ferry/main.go:21 +0x85
exit status 2`;
const nodeFrames = `
    at Server.setupListenHandle [as _listen2] (node:net:1937:16)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)
    at async Promise.all (index 0)
    at /srv/kiosk/server.js:12:3`;
const dotnetFrames = `
   at Lamps.Stock.StockService.Load(String path, FileMode mode) in /src/Stock/StockService.cs:line 30
   at Lamps.Stock.Program.Main(String[] args) in /src/Stock/Program.cs:line 12
   --- End of inner exception stack trace ---`;
const rubyFrames = `
\tfrom /usr/local/bundle/gems/activesupport-7.1.3/lib/active_support/callbacks.rb:121:in \`run_callbacks'
\tfrom /srv/shop/app/models/basket.rb:17:in \`checkout'`;
const phpFrames = ` in /var/www/shop/src/Basket.php:48
Stack trace:
#0 /var/www/shop/src/Checkout.php(31): Basket->total(Object(Order), 3)
#1 /var/www/shop/public/index.php(12): Checkout->run()
#2 {main}
  thrown in /var/www/shop/src/Basket.php on line 48`;
const rustFrames = `
stack backtrace:
   0: rust_begin_unwind
             at /rustc/9fc6b43/library/std/src/panicking.rs:692:5
   1: beacon::signal::blink
             at ./src/signal.rs:40:9
note: run with \`RUST_BACKTRACE=full\` for a verbose backtrace`;

/** What programs of each language print, around `MESSAGE`. */
export const outputs = {
  java: `2026-03-04 12:00:01.123 ERROR 1 --- [nio-8080-exec-3] c.l.o.Errors : Request failed\n\nMESSAGE${javaFrames}`,
  python: `${pythonFrames}MESSAGE`,
  go: `MESSAGE${goFrames}`,
  node: `node:events:497\n      throw er; // Unhandled 'error' event\n      ^\n\nMESSAGE${nodeFrames}`,
  dotnet: `Unhandled exception. MESSAGE${dotnetFrames}`,
  ruby: `/srv/shop/app/models/basket.rb:9:in \`total': MESSAGE${rubyFrames}`,
  php: `PHP Fatal error:  Uncaught MESSAGE${phpFrames}`,
  rust: `thread 'main' panicked at src/signal.rs:40:9:\nMESSAGE${rustFrames}`,
  json: `{"time":"2026-03-04T12:00:01Z","level":"ERROR","service":"orders","stack":"MESSAGE${javaFrames.replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"}`,
};
