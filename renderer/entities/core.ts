import { createStore } from 'zustand/vanilla'
import type { NotificationView, Retraction } from '#shared/contract/entities/triage.ts'
import type { PatchBatch } from '#shared/contract/patches.ts'
import { createCoreLink, type CoreLink, type LinkState } from '../lib/core-link/connect-core.ts'
import { shell } from '../lib/core-link/host.ts'
import { openPortEndpoint } from '../lib/core-link/port-endpoint.ts'
import { openSocketEndpoint } from '../lib/core-link/socket-endpoint.ts'
import { createFrameQueue } from '../lib/frame-queue.ts'
import { windowClock } from '../lib/window-clock.ts'
import { createApplyBatches } from './apply-batches.ts'
import { createEntityStores } from './entity-stores.ts'

/** The state that the core sent to this window. */
export const entities = createEntityStores()

/** The state of the link to the core; screens show it when it is not `connected`. */
export const linkStore = createStore<{ readonly link: LinkState }>(() => ({ link: { kind: 'connecting' } }))

/** Shows and withdraws the notifications that the core asks for. */
export interface NotificationSink {
  notify(notification: NotificationView): void
  retract(retraction: Retraction): void
}

let notificationSink: NotificationSink | undefined

/** Sets the only sink; undefined: notifications are dropped. */
export function setNotificationSink(sink: NotificationSink | undefined): void {
  notificationSink = sink
}

const applyBatches = createApplyBatches(entities)

const queueBatch = createFrameQueue<PatchBatch>((batches) => {
  applyBatches(batches)
  const last = batches.at(-1)
  if (last !== undefined) core.acknowledge(last.seq)
})

/** The one connection of this window to the core; `start` is called once, by the entry of the window. */
export const core: CoreLink = createCoreLink({
  clock: windowClock,
  openEndpoint: () => (shell === undefined ? openSocketEndpoint() : openPortEndpoint(shell)),
  onBatch: queueBatch,
  onState: (link) => {
    linkStore.setState({ link })
  },
  onNotify: (notification) => {
    notificationSink?.notify(notification)
  },
  onRetract: (retraction) => {
    notificationSink?.retract(retraction)
  },
})

entities.session.subscribe((state, before) => {
  if (state.value?.auth.kind === 'ready' && before.value?.auth.kind !== 'ready') core.reopenRefused()
})
