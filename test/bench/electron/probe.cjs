// Loaded into Electron's main process before the program (`--require`): prints when its page's list was on screen.
const path = require('node:path')
const { app } = require('electron/main')

app.on('session-created', (session) => {
  session.registerPreloadScript({ type: 'frame', filePath: path.join(__dirname, 'list-probe.cjs') })
})
app.on('web-contents-created', (_event, contents) => {
  contents.on('console-message', ({ message }) => {
    if (message.startsWith('list-probe ')) process.stdout.write(`${message}\n`)
  })
})
