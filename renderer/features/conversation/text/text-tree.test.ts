import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { buildTextTree, readTextTree, type TextNode } from './text-tree.ts'

const plainKinds = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'blockquote',
  'expandable_blockquote',
  'mention',
  'hashtag',
  'url',
  'email',
  'phone',
] as const

const anyOffset = fc.oneof(
  fc.integer({ min: -3, max: 40 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1.5),
)

const anyEntity: fc.Arbitrary<TextEntity> = fc
  .record({ kind: fc.nat(plainKinds.length + 2), offset: anyOffset, length: anyOffset })
  .map(({ kind, offset, length }) => {
    const plainKind = plainKinds[kind]
    if (plainKind !== undefined) return { kind: plainKind, offset, length }
    if (kind === plainKinds.length) return { kind: 'pre', language: 'sh', offset, length }
    if (kind === plainKinds.length + 1) return { kind: 'text_url', url: 'https://a.example', offset, length }
    return { kind: 'mention_name', userId: 7 as UserId, offset, length }
  })

const anyText = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', 'é', '\u202E', '中'),
  maxLength: 24,
})
const anyFormattedText: fc.Arbitrary<FormattedText> = fc.record({
  text: anyText,
  entities: fc.array(anyEntity, { maxLength: 12 }),
})

function leaves(nodes: readonly TextNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [node.text]
    return node.kind === 'styled' ? leaves(node.children) : []
  })
}

function styleKindsAt(nodes: readonly TextNode[], index: number): readonly string[] {
  let position = 0
  for (const node of nodes) {
    const { length } = readTextTree([node])
    if (index < position + length) {
      if (node.kind !== 'styled') return []
      return [node.style.kind, ...styleKindsAt(node.children, index - position)]
    }
    position += length
  }
  return []
}

describe('buildTextTree', () => {
  it('keeps the text, whatever the ranges are', () => {
    fc.assert(
      fc.property(anyFormattedText, (formatted) => {
        expect(readTextTree(buildTextTree(formatted))).toBe(formatted.text)
      }),
      { numRuns: 500 },
    )
  })

  it('never cuts a surrogate pair', () => {
    fc.assert(
      fc.property(anyFormattedText, (formatted) => {
        for (const leaf of leaves(buildTextTree(formatted))) expect(leaf.isWellFormed()).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('gives every character exactly the styles whose range covers it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom('bold', 'italic', 'spoiler', 'code'),
            offset: fc.nat(10),
            length: fc.nat(10),
          }),
          { maxLength: 6 },
        ),
        (entities) => {
          const text = 'abcdefghij'
          const tree = buildTextTree({ text, entities })
          for (let index = 0; index < text.length; index += 1) {
            const wanted = entities
              .filter((entity) => entity.offset <= index && index < entity.offset + entity.length)
              .map((entity) => entity.kind)
            expect([...styleKindsAt(tree, index)].sort()).toEqual(wanted.sort())
          }
        },
      ),
    )
  })

  it('splits a style that crosses the edge of a block, not the block', () => {
    const tree = buildTextTree({
      text: 'ab\ncd',
      entities: [
        { kind: 'bold', offset: 0, length: 4 },
        { kind: 'blockquote', offset: 3, length: 2 },
      ],
    })
    expect(tree).toEqual([
      { kind: 'styled', style: { kind: 'bold' }, children: [{ kind: 'text', text: 'ab\n' }] },
      {
        kind: 'styled',
        style: { kind: 'blockquote' },
        children: [
          { kind: 'styled', style: { kind: 'bold' }, children: [{ kind: 'text', text: 'c' }] },
          { kind: 'text', text: 'd' },
        ],
      },
    ])
  })

  it('lets a block stand for the line break behind it', () => {
    const tree = buildTextTree({
      text: 'ls\n\ndone',
      entities: [{ kind: 'pre', language: 'sh', offset: 0, length: 2 }],
    })
    expect(tree).toEqual([
      { kind: 'styled', style: { kind: 'pre', language: 'sh' }, children: [{ kind: 'text', text: 'ls' }] },
      { kind: 'block_break' },
      { kind: 'text', text: '\ndone' },
    ])
  })
})
