import type Database from 'better-sqlite3'
import * as v from 'valibot'
import { ChatId } from '#shared/contract/entities/ids.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import { parseJson } from './chats-table.ts'
import type { StoredGroupMembers } from './triage-store.ts'

const Row = v.object({
  chat_id: ChatId,
  member_count: v.number(),
  user_ids: v.pipe(v.string(), v.transform(parseJson), v.array(v.pipe(v.number(), v.safeInteger()))),
  is_whole: v.picklist([0, 1]),
})

export const groupMembersSql = {
  readAll: 'SELECT chat_id, member_count, user_ids, is_whole FROM group_people',
  save: 'INSERT OR REPLACE INTO group_people (chat_id, member_count, user_ids, is_whole) VALUES (?, ?, ?, ?)',
  drop: 'DELETE FROM group_people WHERE chat_id = ?',
}

export interface GroupMembersTable {
  readAll(): ReadonlyMap<ChatId, StoredGroupMembers>
  save(chatId: ChatId, members: StoredGroupMembers): void
  drop(chatId: ChatId): void
}

export function prepareGroupMembersTable(db: Database.Database): GroupMembersTable {
  const readAll = db.prepare(groupMembersSql.readAll)
  const save = db.prepare(groupMembersSql.save)
  const drop = db.prepare(groupMembersSql.drop)
  return {
    readAll: (): ReadonlyMap<ChatId, StoredGroupMembers> => {
      const groups = new Map<ChatId, StoredGroupMembers>()
      for (const row of readAll.all()) {
        const parsed = parseOutside(Row, row)
        if (!parsed.success) continue
        const {
          chat_id: chatId,
          is_whole: isWhole,
          member_count: memberCount,
          user_ids: userIds,
        } = parsed.output
        groups.set(chatId, { memberCount, userIds, isWhole: isWhole === 1 })
      }
      return groups
    },
    save: (chatId: ChatId, { isWhole, memberCount, userIds }: StoredGroupMembers) => {
      save.run(chatId, memberCount, JSON.stringify(userIds), isWhole ? 1 : 0)
    },
    drop: (chatId: ChatId) => {
      drop.run(chatId)
    },
  }
}
