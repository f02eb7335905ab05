// The least that a program must do to show a list in a browser: one process, one page with one row.
import { createServer } from 'node:http'

const page = `<!doctype html><meta charset="utf-8"><title>bare</title><div id="root"></div>
<script>document.getElementById('root').innerHTML = '<div role="listbox"><div role="option" aria-setsize="1">row</div></div>'</script>`

const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
})
server.listen({ host: '127.0.0.1', port: 0 }, () => {
  process.stdout.write(`Watchfloor: http://127.0.0.1:${server.address().port}/\n`)
})
process.on('SIGTERM', () => process.exit(0))
process.on('disconnect', () => process.exit(0))
