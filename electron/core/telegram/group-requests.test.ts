import { expect, test } from 'vitest'
import { addMembers } from './group-requests.ts'
import type { TdCaller, TdRefusal } from './td-client.ts'

const noRight: TdRefusal = { kind: 'refused', code: 400, message: 'CHAT_ADMIN_REQUIRED' }
const wait: TdRefusal = { kind: 'flood_wait', seconds: 30, message: 'Too Many Requests: retry after 30' }

/** Answers one call after another: with the people who could not be added, or with a refusal. */
function answer(...answers: readonly (readonly number[] | TdRefusal)[]) {
  const names: string[] = []
  const client: TdCaller = {
    invoke: (request) => {
      names.push(request._)
      const next = answers[names.length - 1] ?? []
      return Promise.resolve(
        'kind' in next
          ? { ok: false, refusal: next }
          : { ok: true, value: { failed_to_add_members: next.map((id) => ({ user_id: id })) } as never },
      )
    },
  }
  return { client, names }
}

test('people are added together, and those who do not let themselves be added are named', async () => {
  const { client, names } = answer([2])
  expect(await addMembers(client, -1_000_000_000_001, [1, 2])).toEqual({ ok: true, notAdded: [2] })
  expect(names).toEqual(['addChatMembers'])
})

test('one by one where Telegram refuses them together; one who is refused keeps out nobody else', async () => {
  const { client, names } = answer(noRight, noRight, [], [3])
  expect(await addMembers(client, -1_000_000_000_001, [1, 2, 3])).toEqual({ ok: true, notAdded: [1, 3] })
  expect(names).toEqual(['addChatMembers', 'addChatMember', 'addChatMember', 'addChatMember'])
})

test('a wait that Telegram asks for ends the call', async () => {
  expect(await addMembers(answer(wait).client, -1, [1])).toEqual({ ok: false, refusal: wait })
  expect(await addMembers(answer(noRight, [], wait).client, -1, [1, 2])).toEqual({ ok: false, refusal: wait })
})
