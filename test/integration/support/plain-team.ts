import type { TeamLogMessage } from './team-oracle.ts'

/** Who may do what and what is agreed, as little code as possible makes it of the log. */
export interface PlainTeam {
  readonly roles: Record<number, string>
  readonly onDuty: number[]
  readonly dutySeesAll: boolean
  /** `chat/user`, sorted. */
  readonly grants: string[]
  readonly openAlarms: string[]
  /** Ids, sorted. */
  readonly notes: string[]
}

interface Said {
  readonly id: string
  readonly type: string
  readonly managers?: number[]
  readonly user?: number
  readonly role?: string
  readonly on?: boolean
  readonly alarm?: string
  readonly chat?: number
  readonly note?: string
  readonly duty_sees_all?: boolean
  readonly part?: number
  readonly parts?: number
  readonly data?: string
}

/** Written from the rules alone; shares nothing with the fold of the consoles. */
export function foldPlainly(messages: readonly TeamLogMessage[], ownerId: number): PlainTeam {
  const roles = new Map<number, string>()
  const duty = new Set<number>()
  const grants = new Set<string>()
  const alarms = new Map<string, { chat: number; isOpen: boolean }>()
  const notes = new Map<string, { chat: number; by: number }>()
  const said = new Set<string>()
  let hasBegun = false
  let dutySeesAll = true

  const tell = (event: Said, by: number, isMarked: boolean): void => {
    const { type } = event
    const gives = type === 'genesis' || type === 'role'
    const key = `${gives ? 'role' : 'other'} ${event.id}`
    if ((gives && !isMarked) || said.has(key)) return
    const role = by === ownerId ? 'manager' : roles.get(by)
    const isManager = role === 'manager'
    const canAct = isManager || role === 'duty' || (role !== undefined && duty.has(by))
    const accept = (isAllowed: boolean, effect: () => void): void => {
      if (!isAllowed) return
      effect()
      if (type !== 'note_removed') said.add(key)
    }
    if (type === 'genesis') {
      accept(by === ownerId, () => {
        for (const [user, one] of roles) if (one === 'manager') roles.set(user, 'duty')
        for (const user of event.managers ?? []) roles.set(user, 'manager')
        hasBegun = true
      })
      return
    }
    if (!hasBegun || role === undefined) return
    const alarm = alarms.get(event.alarm ?? '')
    const grant = `${event.chat}/${event.user}`
    const user = event.user ?? 0
    switch (type) {
      case 'role': {
        const others = [...roles].filter(([one, held]) => held === 'manager' && one !== user)
        const isLast = roles.get(user) === 'manager' && event.role !== 'manager' && others.length === 0
        accept(isManager && !isLast, () => {
          if (event.role === 'none') {
            roles.delete(user)
            duty.delete(user)
          } else roles.set(user, event.role ?? '')
        })
        break
      }
      case 'duty':
        accept(true, () => {
          if (event.on === true) duty.add(by)
          else duty.delete(by)
        })
        break
      case 'settings':
        accept(isManager, () => {
          dutySeesAll = event.duty_sees_all ?? dutySeesAll
        })
        break
      case 'visibility_granted':
        accept(isManager, () => grants.add(grant))
        break
      case 'visibility_revoked':
        accept(isManager, () => grants.delete(grant))
        break
      case 'alarm_raised': {
        const chat = event.chat ?? 0
        const isRaised = [...alarms.values()].some((one) => one.isOpen && one.chat === chat)
        accept(canAct && !isRaised, () => alarms.set(event.id, { chat, isOpen: true }))
        break
      }
      case 'alarm_taken':
        accept(canAct && alarm?.isOpen === true, () => undefined)
        break
      case 'alarm_done':
        accept(canAct && alarm?.isOpen === true, () => {
          if (alarm !== undefined) alarm.isOpen = false
        })
        break
      case 'note':
        accept(true, () => notes.set(event.id, { chat: event.chat ?? 0, by }))
        break
      case 'note_removed': {
        const note = notes.get(event.note ?? '')
        const isThere = note !== undefined && note.chat === event.chat
        accept(isThere && (note.by === by || isManager), () => notes.delete(event.note ?? ''))
        break
      }
      case 'no_reply':
      case 'no_reply_taken_back':
      case 'chat_class':
        accept(canAct, () => undefined)
        break
      case 'clock_override':
      case 'chat_project':
        accept(isManager, () => undefined)
        break
      default:
    }
  }

  const pieces = new Map<string, string[]>()
  for (const message of messages) {
    const { editDate, forward, fromId, senderChatId, text, viaBot } = message
    const isPlain = [editDate, forward, senderChatId, viaBot].every((flaw) => flaw === undefined)
    const event = readSaid(message)
    if (event === undefined || !isPlain) continue
    const isMarked = text.slice(0, text.indexOf('\n')).endsWith('#watchfloor')
    if (event.type !== 'part') {
      tell(event, fromId, isMarked)
      continue
    }
    const key = `${fromId} ${event.id} ${event.parts}`
    const sofar = event.part === 1 ? [] : pieces.get(key)
    if (sofar?.length !== (event.part ?? 0) - 1) continue
    sofar.push(event.data ?? '')
    pieces.set(key, sofar)
    if (sofar.length === event.parts) tell(JSON.parse(sofar.join('')) as Said, fromId, isMarked)
  }
  return {
    roles: Object.fromEntries([...roles].sort(([a], [b]) => a - b)),
    onDuty: [...duty].sort((a, b) => a - b),
    dutySeesAll,
    grants: [...grants].sort(),
    openAlarms: [...alarms].filter(([, one]) => one.isOpen).map(([id]) => id),
    notes: [...notes.keys()].sort(),
  }
}

function readSaid({ blocks, text }: TeamLogMessage): Said | undefined {
  const block = blocks.find((one) => one.language === 'watchfloor')
  if (block === undefined) return undefined
  try {
    const read = JSON.parse(text.slice(block.offset, block.offset + block.length)) as Said & { v: number }
    return read.v === 1 && typeof read.id === 'string' ? read : undefined
  } catch {
    return undefined
  }
}
