import tlds from 'tlds/index.json' with { type: 'json' }

/** A place on the net, as an address or the words of a message name it. */
export type Place =
  /** `host` is in punycode, with its port, and without `www.`. */
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'mail'; readonly address: string }
  /** A person, chat or message of Telegram: the parts of a `t.me` path. */
  | { readonly kind: 'telegram'; readonly path: readonly string[] }
  /** It looks like an address, but no browser could open it. */
  | { readonly kind: 'unreadable' }

const telegramHosts: ReadonlySet<string> = new Set(['t.me', 'telegram.me', 'telegram.dog'])

/** Characters that readers take for a dot, a slash or a colon; Unicode's compatibility forms are folded before. */
const alikeDots =
  /[\u00B7\u0660\u06D4\u06F0\u0701\u0702\u2022\u2027\u2219\u22C5\u3002\u30FB\uA4F8\uA60E\u{10A50}]|\u{1D16D}/gu
const alikeSlashes = /[\u1735\u2041\u2044\u2215\u2571\u27CB\u29F8\u31D3\u4E3F]/gu
const alikeColons = /[\u02D0\u02F8\u0589\u05C3\u0703\u0704\u1803\u205A\u2236\uA4FD\uA789]/gu
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
/** Blanks inside an address. After a dot they separate sentences, unless a small letter follows. */
const innerBlanks = /\s+(?=[./])|(?<=:\/\/|\s\.)\s+|(?<=[\p{L}\p{N}]\.)\s+(?=\p{Ll})/gu
const outerMarks = /^[\p{Ps}\p{Pi}"'<,;]+|[\p{Pe}\p{Pf}"'>.,;:!?…]+$/gu

const schemeAndRest = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/iu
const userName = /^@([a-z]\w{2,31})$/iu
const mailAddress = /^(?:mailto:)?([^\s@/:]+@([^\s@/:]+))$/iu
const bareHost = /^(?:[^\s@/]*@)?((?:[^\s@/:?#.]+\.)+[^\s@/:?#.]+|localhost)(?::\d{1,5})?(?:[/?#]|$)/iu
const fourNumbers = /^\d{1,3}(?:\.\d{1,3}){3}$/u

/** The place that an address opens. */
export function placeOf(url: URL): Place {
  if (url.protocol === 'mailto:') return { kind: 'mail', address: url.pathname.toLowerCase() }
  if (url.protocol === 'tg:') return { kind: 'telegram', path: readTelegramAddress(url) }
  const host = url.host.replace(/^www\./u, '')
  if (!telegramHosts.has(host)) return { kind: 'host', host }
  return { kind: 'telegram', path: url.pathname.split('/').filter((part) => part !== '') }
}

/** The places that a reader sees in a text, whatever characters it is written with. */
export function findPlaces(text: string): readonly Place[] {
  const folded = text
    .normalize('NFKC')
    .replaceAll(unseen, '')
    .replaceAll(alikeDots, '.')
    .replaceAll(alikeSlashes, '/')
    .replaceAll(alikeColons, ':')
    .replaceAll(innerBlanks, '')
  return folded.split(/\s+/u).flatMap((word) => readWord(word.replaceAll(outerMarks, '')) ?? [])
}

/** Whether the address opens what the text names. A text may name the chat of an address that opens a message in it. */
export function isSamePlace(named: Place, opened: Place): boolean {
  switch (named.kind) {
    case 'host':
      return opened.kind === 'host' && opened.host === named.host
    case 'mail':
      return opened.kind === 'mail' && opened.address === named.address
    case 'telegram':
      return (
        opened.kind === 'telegram' &&
        named.path.every((part, index) => part.toLowerCase() === opened.path[index]?.toLowerCase())
      )
    case 'unreadable':
      return false
  }
}

function readWord(word: string): Place | undefined {
  const [, name] = userName.exec(word) ?? []
  if (name !== undefined) return { kind: 'telegram', path: [name] }
  const [, scheme, rest] = schemeAndRest.exec(word) ?? []
  if (scheme !== undefined) {
    if (rest === '') return undefined
    // Only the place counts: `http` and `https` name the same one.
    const address = /^https?$/iu.test(scheme) ? `https://${rest}` : word
    return URL.canParse(address) ? placeOf(new URL(address)) : { kind: 'unreadable' }
  }
  const [, address, mailHost] = mailAddress.exec(word) ?? []
  if (address !== undefined && mailHost !== undefined && isHost(mailHost)) {
    return { kind: 'mail', address: address.toLowerCase() }
  }
  const [, host] = bareHost.exec(word) ?? []
  if (host === undefined || !isHost(host)) return undefined
  return URL.canParse(`https://${word}`) ? placeOf(new URL(`https://${word}`)) : { kind: 'unreadable' }
}

/** Endings that the root of the net does not have: reserved ones (RFC 2606, 6761) and those of internal networks. */
const otherEndings = [
  'corp',
  'example',
  'home',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localhost',
  'onion',
  'private',
  'test',
]
let knownEndings: ReadonlySet<string> | undefined

/** Whether people take the word for a host: versions, file names and abbreviations have dots, too. */
function isHost(word: string): boolean {
  const ending = word.slice(word.lastIndexOf('.') + 1).toLowerCase()
  knownEndings ??= new Set([...tlds, ...otherEndings])
  return fourNumbers.test(word) || ending.startsWith('xn--') || knownEndings.has(ending)
}

function readTelegramAddress({ host, searchParams }: URL): readonly string[] {
  const domain = searchParams.get('domain')
  const post = searchParams.get('post')
  if (host === 'resolve' && domain !== null) return post === null ? [domain] : [domain, post]
  const invite = searchParams.get('invite')
  return host === 'join' && invite !== null ? [`+${invite}`] : [`tg://${host}`]
}
