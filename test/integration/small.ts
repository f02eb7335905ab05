import { fileURLToPath } from 'node:url'

/** A world of five chats and five people, described in small.json. */
export const smallScenario = fileURLToPath(new URL('small.json', import.meta.url))

// Ids are given out in the order of the file.
export const ivan = { id: 5_200_000_001, phone: '79000000001', code: '11111' }
export const maria = { id: 5_200_000_002, phone: '79000000002', code: '22222' }
export const guarded = { id: 5_200_000_003, phone: '79000000003', code: '33333', password: 'открой дверь' }
export const oleg = { id: 5_200_000_004 }
