import type { NoticeView } from '#shared/contract/entities/session.ts'
import type { SessionState } from './session-state.ts'

export interface Notices {
  /** Shows a notice until it is dismissed; one of the same kind is replaced. */
  add(kind: NoticeView['kind'], details?: NoticeView['details']): void
  remove(kind: NoticeView['kind']): void
  dismiss(id: string): void
}

export function createNotices(session: SessionState): Notices {
  let count = 0
  const others = (kind: NoticeView['kind']): NoticeView[] =>
    session.view.notices.filter((notice) => notice.kind !== kind)
  return {
    add: (kind, details = {}) => {
      count += 1
      session.update({ notices: [...others(kind), { id: `${kind}-${count}`, kind, details }] })
    },
    remove: (kind) => {
      const left = others(kind)
      if (left.length < session.view.notices.length) session.update({ notices: left })
    },
    dismiss: (id) => {
      session.update({ notices: session.view.notices.filter((notice) => notice.id !== id) })
    },
  }
}
