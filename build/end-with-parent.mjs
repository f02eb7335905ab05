// Loaded with `node --import` into a helper process: when the process that started it is gone, however it went, so is this one.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 3_000).unref()
})
// The channel alone must not keep a process that has nothing else to do.
process.channel?.unref()
