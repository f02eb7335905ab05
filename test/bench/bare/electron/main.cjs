// The least that a program must do to show a list in an Electron window: one sandboxed page with one row.
const path = require('node:path')
const { app, BrowserWindow } = require('electron/main')

app.enableSandbox()
app
  .whenReady()
  .then(() => {
    const window = new BrowserWindow({ width: 1280, height: 800, show: false })
    window.once('ready-to-show', () => window.show())
    return window.loadFile(path.join(__dirname, 'index.html'))
  })
  .catch((error) => {
    console.error(error)
    app.exit(1)
  })
app.on('window-all-closed', () => app.quit())
