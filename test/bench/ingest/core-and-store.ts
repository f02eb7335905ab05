import { MessageChannel } from 'node:worker_threads'
import { openCore } from '#core/create-core.ts'
import { createMessagePortEndpoint } from '#hosts/endpoints/message-port-endpoint.ts'
import { SystemClock } from '#core/system-clock.ts'
import { createFileLogger } from '#hosts/process/create-logger.ts'
import { makeCoreOptions } from '../../support/core-harness.ts'
import { TestWindow } from '../../support/test-window.ts'
import { followOrder, report } from './protocol.ts'

// The core as its hosts run it; what it has stored is counted from outside, in its file.

followOrder(async ({ datacenter, loginPhone, folder }) => {
  const log = createFileLogger(folder, 'core', new SystemClock())
  const opened = await openCore(makeCoreOptions({ datacenter, loginPhone }, folder, log))
  if (!opened.ok) throw new Error(opened.error.message)
  const { port1, port2 } = new MessageChannel()
  opened.value.connect(createMessagePortEndpoint(port1))
  const window = new TestWindow(createMessagePortEndpoint(port2))
  await window.start()
  await window.waitForSync(60_000)
  window.close()
  report({ kind: 'ready' })
})
