import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { cutAtMentions, findMentionQuery, findMentions, type Mentionable, writeMention } from './mentions.ts'

const person = (id: number, name: string, username?: string): Mentionable => ({
  userId: id as UserId,
  name,
  firstName: name.split(' ')[0],
  username,
})
const maria = person(1, 'Maria Petrova', 'mpetrova')
const oleg = person(2, 'Олег Сидоров')
const ann = person(3, 'Ann')
const anna = person(4, 'Anna')
const otherMaria = person(5, 'Maria Ivanova', 'mivanova')
const twin = person(6, 'Maria Petrova', 'twin')
const team = [maria, oleg, ann, anna]
const idsIn = (text: string, mentionables = team): readonly number[] =>
  findMentions(text, mentionables).map(({ userId }) => userId)

describe('findMentions', () => {
  it.each([
    ['@Maria Petrova, look', [1]],
    ['ask @maria petrova', [1]],
    ['@mpetrova and @Олег', [1, 2]],
    ['@Anna and @Ann.', [4, 3]],
    ['@Annabel', []],
    ['mail@Maria', []],
    ['@', []],
    ['@@Ann', [3]],
    ['(@олег сидоров)', [2]],
    ['@nobody', []],
    ['@Maria Petrovasson', [1]],
  ])('%j names %j', (text, ids) => {
    expect(idsIn(text)).toEqual(ids)
  })

  it('takes no name that several have', () => {
    expect(idsIn('@Maria', [maria, otherMaria])).toEqual([])
    expect(idsIn('@Maria Ivanova and @mpetrova', [maria, otherMaria])).toEqual([5, 1])
    expect(idsIn('@Maria Petrova, @twin', [maria, twin])).toEqual([6])
  })

  it('finds whomever the list of colleagues put in, whatever stands around', () => {
    const around = fc.stringMatching(/^[\s,.!?()а-я]{0,10}$/u)
    fc.assert(
      fc.property(fc.constantFrom(maria, oleg, ann, anna, twin), around, around, (who, before, after) => {
        const mentionables = [...team, otherMaria, twin]
        const text = `${before} @${writeMention(who, mentionables)} ${after}`
        expect(findMentions(text, mentionables).some(({ userId }) => userId === who.userId)).toBe(true)
      }),
    )
  })

  it('leaves the text as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('@Ann', '@Anna', '@x', ''),
        (text, name) => {
          const whole = `${text}${name} ${text}`
          expect(
            cutAtMentions(whole, team)
              .map(({ text: part }) => part)
              .join(''),
          ).toBe(whole)
        },
      ),
    )
  })
})

describe('findMentionQuery', () => {
  it.each([
    ['! ask @', 7, { start: 6, query: '' }],
    ['! ask @ma', 9, { start: 6, query: 'ma' }],
    ['!@Ол', 4, { start: 1, query: 'Ол' }],
    ['! @maria pe', 11, { start: 2, query: 'maria pe' }],
    ['! @maria pe tr', 14, undefined],
    ['! mail@ma', 9, undefined],
    ['! @ma, ', 7, undefined],
    ['! ask @ma and', 8, { start: 6, query: 'm' }],
    ['! none', 6, undefined],
  ])('%j at %d: %j', (text, caret, expected) => {
    expect(findMentionQuery(text, caret)).toEqual(expected)
  })
})
