import { MessageChannel } from 'node:worker_threads'
import type { Core } from '#core/core-options.ts'
import { createMessagePortEndpoint } from '#hosts/endpoints/message-port-endpoint.ts'
import { TestWindow } from './test-window.ts'

/** A window of a core, and everything that the core ever sent to it. */
export interface RecordedWindow {
  readonly window: TestWindow
  /** Each message as it came, as JSON: answers, patches and events. */
  readonly frames: readonly string[]
}

/** Records from the first message on; the window has had its snapshot when it resolves. */
export async function openRecordedWindow(core: Core): Promise<RecordedWindow> {
  const { port1, port2 } = new MessageChannel()
  core.connect(createMessagePortEndpoint(port1))
  const endpoint = createMessagePortEndpoint(port2)
  const frames: string[] = []
  endpoint.onMessage((message) => frames.push(JSON.stringify(message)))
  const window = new TestWindow(endpoint)
  await window.start()
  return { window, frames }
}
