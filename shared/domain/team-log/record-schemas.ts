import * as v from 'valibot'
import { parseOutside } from '../../lib/parse-outside.ts'
import { EventId, ProjectMapping, TeamRole } from '../../contract/entities/team.ts'
import { ChatClass, ClockOverride } from '../../contract/entities/triage.ts'
import { Moment, teamEvents } from './events.ts'

const Id = v.pipe(v.number(), v.safeInteger())
const Deed = v.object({ by: Id, at: Moment })
const UpTo = { up_to: Id, up_to_s: Moment }
const Ids = v.array(EventId)

const schemas = {
  root: v.tuple([v.literal('root'), Id]),
  role: v.tuple([v.literal('role'), Id, TeamRole]),
  duty: v.tuple([v.literal('duty'), Id, v.object({ on: v.boolean(), at: Moment, back: v.optional(Moment) })]),
  settings: v.tuple([
    v.literal('settings'),
    v.object({
      duty_sees_all: v.boolean(),
      rules: teamEvents.settings.entries.rules,
      rules_by: v.optional(v.object({ user: Id, at: Moment })),
    }),
  ]),
  chat: v.tuple([
    v.literal('chat'),
    Id,
    v.object({
      class: v.optional(ChatClass),
      override: v.optional(ClockOverride),
      project: v.optional(ProjectMapping),
      no_reply: v.optional(v.object({ ...UpTo, at: Moment, by: Id, before: v.optional(v.object(UpTo)) })),
      grants: v.optional(
        v.array(
          v.object({
            user: Id,
            by: Id,
            at: Moment,
            task: v.optional(v.pipe(v.string(), v.maxLength(64))),
            until: v.optional(Moment),
          }),
        ),
      ),
    }),
  ]),
  alarm: v.tuple([
    v.literal('alarm'),
    EventId,
    v.object({
      chat: Id,
      title: v.pipe(v.string(), v.maxLength(256)),
      note: v.optional(v.pipe(v.string(), v.maxLength(500))),
      raised: Deed,
      taken: v.optional(Deed),
    }),
  ]),
  ids: v.tuple([v.literal('ids'), Ids]),
  authority_ids: v.tuple([v.literal('authority_ids'), Ids]),
}

/** One record of a snapshot; its first element names the kind. */
export type SnapshotRecord = {
  [Kind in keyof typeof schemas]: v.InferOutput<(typeof schemas)[Kind]>
}[keyof typeof schemas]

const schemaOf: ReadonlyMap<unknown, v.GenericSchema<unknown, SnapshotRecord>> = new Map(
  Object.entries(schemas),
)

/** Undefined: the record is malformed, or of a kind that this build does not know. */
export function readRecord(record: readonly unknown[]): SnapshotRecord | undefined {
  const schema = schemaOf.get(record[0])
  const read = schema && parseOutside(schema, record)
  return read?.success === true ? read.output : undefined
}
