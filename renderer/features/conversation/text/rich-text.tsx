import { Fragment, memo, type ReactNode, useMemo } from 'react'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import { BlockQuote } from './block-quote.tsx'
import { CodeBlock } from './code-block.tsx'
import styles from './rich-text.module.css'
import { Spoiler } from './spoiler.tsx'
import { TextLink } from './text-link.tsx'
import { buildTextTree, readTextTree, type TextNode, type TextStyle } from './text-tree.ts'

/** Text of a message. It was written by strangers: it only ever becomes React nodes, and its direction stays its own. */
export const RichText = memo(function RichText({ text }: { readonly text: FormattedText }): ReactNode {
  const nodes = useMemo(() => buildTextTree(text), [text])
  return (
    <div className={styles.text} dir="auto">
      {renderNodes(nodes)}
    </div>
  )
})

function renderNodes(nodes: readonly TextNode[]): ReactNode {
  // The tree is always rebuilt as a whole, so indexes can be keys.
  return nodes.map((node, index) => <Fragment key={index}>{renderNode(node)}</Fragment>)
}

function renderNode(node: TextNode): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'block_break':
      return undefined
    case 'styled':
      return renderStyled(node.style, node.children)
    default:
      return assertNever(node)
  }
}

function renderStyled(style: TextStyle, children: readonly TextNode[]): ReactNode {
  const text = (): string => readTextTree(children)
  switch (style.kind) {
    case 'bold':
      return <b>{renderNodes(children)}</b>
    case 'italic':
      return <i>{renderNodes(children)}</i>
    case 'underline':
      return <u>{renderNodes(children)}</u>
    case 'strikethrough':
      return <s>{renderNodes(children)}</s>
    case 'code':
      return (
        <code className={styles.code} dir="ltr">
          {renderNodes(children)}
        </code>
      )
    case 'pre':
      return <CodeBlock code={text()} language={style.language} />
    case 'spoiler':
      return <Spoiler>{renderNodes(children)}</Spoiler>
    case 'blockquote':
      return <BlockQuote>{renderNodes(children)}</BlockQuote>
    case 'expandable_blockquote':
      return <BlockQuote isExpandable>{renderNodes(children)}</BlockQuote>
    case 'url':
      return <TextLink address={text()} text={text()} />
    case 'text_url':
      return (
        <TextLink address={style.url} text={text()}>
          {renderNodes(children)}
        </TextLink>
      )
    case 'email':
      return <TextLink address={`mailto:${text()}`} text={text()} />
    case 'mention':
      return <TextLink address={`https://t.me/${text().replace('@', '')}`} text={text()} />
    case 'mention_name':
    case 'hashtag':
    case 'cashtag':
    case 'bot_command':
      return <bdi className={styles.tag}>{renderNodes(children)}</bdi>
    case 'phone':
    case 'bank_card':
      return <bdi>{renderNodes(children)}</bdi>
    default:
      return assertNever(style)
  }
}
