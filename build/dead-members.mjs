// Finds methods and getters of classes and interfaces that no code of the given projects calls; knip does so for exports alone.
// A property is not looked at: most are read as a whole, as JSON, or by a name that is made at run time.
import { API } from 'typescript/unstable/sync'
import { SyntaxKind } from 'typescript/unstable/ast'

const memberKinds = new Set([
  SyntaxKind.MethodSignature,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.GetAccessor,
])
const propertyKinds = new Set([SyntaxKind.PropertySignature, SyntaxKind.PropertyDeclaration])
const ownerKinds = new Set([SyntaxKind.ClassDeclaration, SyntaxKind.InterfaceDeclaration])

/**
 * @typedef {{project: import('typescript/unstable/sync').Project, name: string, owner: import('typescript/unstable/ast').Node,
 *   node: import('typescript/unstable/ast').Node, file: string, line: number}} Member
 */

/**
 * @param {readonly string[]} configs tsconfig files; together they are all that is shipped
 * @returns {{count: number, dead: readonly {name: string, file: string, line: number}[]}} `name`: `Owner.member`
 */
export function findDeadMembers(configs) {
  const api = new API()
  try {
    const found = { declared: /** @type {Map<string, Member>} */ (new Map()), used: new Set() }
    readProjects(found, api.updateSnapshot({ openProjects: configs }).getProjects())
    const members = [...found.declared].filter(([, { node }]) => isMember(node))
    const dead = members.filter(
      ([place, member]) => !found.used.has(place) && !isUsedAsAnother(found, member),
    )
    return {
      count: members.length,
      dead: dead.map(([, member]) => ({ name: nameOf(member), file: member.file, line: member.line })),
    }
  } finally {
    api.close()
  }
}

function readProjects(found, projects) {
  const seen = new Set()
  for (const project of projects) {
    for (const file of project.program.getSourceFileNames()) {
      if (file.includes('/node_modules/') || seen.has(file)) continue
      seen.add(file)
      readFile(found, file, project)
    }
  }
}

function readFile({ declared, used }, file, project) {
  const { checker } = project
  const source = project.program.getSourceFile(file)
  const use = (symbol) => {
    for (const place of placesOf(symbol)) used.add(place)
  }
  const members = []
  const references = []
  const bindings = []
  const spreads = []
  const visit = (node) => {
    if (isMember(node) || isProperty(node)) members.push(node)
    else if (node.kind === SyntaxKind.PropertyAccessExpression) references.push(node.name)
    else if (node.kind === SyntaxKind.ElementAccessExpression) references.push(node.argumentExpression)
    else if (isPropertyBinding(node)) bindings.push(node)
    else if (node.kind === SyntaxKind.SpreadAssignment) spreads.push(node)
    node.forEachChild(visit)
  }
  visit(source)
  const names = members.map(({ name }) => name)
  for (const [index, symbol] of findSymbols(checker, names).entries()) {
    const node = members[index]
    const line = source.text.slice(0, node.name.end).split('\n').length
    for (const place of placesOf(symbol))
      declared.set(place, { project, node, name: node.name.text, owner: node.parent, file, line })
  }
  for (const symbol of findSymbols(checker, references)) use(symbol)
  const patterns = bindings.map(({ parent }) => parent)
  const types = patterns.length === 0 ? [] : checker.getTypeAtLocation(patterns)
  for (const [index, type] of types.entries()) {
    const { name, propertyName } = bindings[index]
    const { text } = propertyName ?? name
    if (type !== undefined && text !== undefined) use(checker.getPropertyOfType(type, text))
  }
  for (const { expression, parent } of spreads) {
    const wanted = checker.getContextualType(parent)
    const given = checker.getTypeAtLocation(expression)
    if (wanted === undefined || given === undefined) continue
    for (const { name } of checker.getPropertiesOfType(wanted)) use(checker.getPropertyOfType(given, name))
  }
}

function isMember({ kind, name, parent }) {
  return memberKinds.has(kind) && name.kind === SyntaxKind.Identifier && ownerKinds.has(parent.kind)
}

/** A method may be called as the property of another type. */
function isProperty({ kind, name }) {
  return propertyKinds.has(kind) && name.kind === SyntaxKind.Identifier
}

function nameOf({ name, owner }) {
  return `${owner.name?.text ?? 'class'}.${name}`
}

function isPropertyBinding({ dotDotDotToken, kind, parent }) {
  return (
    kind === SyntaxKind.BindingElement &&
    parent.kind === SyntaxKind.ObjectBindingPattern &&
    dotDotDotToken === undefined
  )
}

function findSymbols(checker, nodes) {
  return nodes.length === 0 ? [] : checker.getSymbolAtLocation(nodes)
}

function placesOf(symbol) {
  return (symbol?.declarations ?? []).map(({ path, index }) => `${path}#${index}`)
}

/** It is called as a member of what its owner is given out as, with `implements` or without. */
function isUsedAsAnother({ declared, used }, { node, project, name, owner }) {
  const { checker } = project
  const isStatic = (node.modifiers ?? []).some(({ kind }) => kind === SyntaxKind.StaticKeyword)
  if (isOfForeignBase(checker, owner, name, isStatic)) return true
  const type = checker.getTypeAtLocation(owner)
  return [...declared].some(([place, other]) => {
    if (other.name !== name || other.owner === owner || !used.has(place)) return false
    const otherOwner = findOwner(other, project)
    return otherOwner !== undefined && checker.isTypeAssignableTo(type, checker.getTypeAtLocation(otherOwner))
  })
}

/** Types of two projects cannot be compared; what several of them share is in each. */
function findOwner({ file, owner, project }, wanted) {
  if (project === wanted) return owner
  const find = (node) => (node.kind === owner.kind && node.pos === owner.pos ? node : node.forEachChild(find))
  const source = wanted.program.getSourceFile(file)
  return source && find(source)
}

/** Whoever wrote the base class calls it. */
function isOfForeignBase(checker, owner, name, isStatic) {
  const bases = (owner.heritageClauses ?? []).flatMap(({ types }) => [...types])
  return bases.some((base) => {
    const type = checker.getTypeAtLocation(base)
    // What is static stands at the class, not at what its type describes.
    const isForeign = ({ declarations }) => declarations.some(({ path }) => path.includes('/node_modules/'))
    const member = checker.getPropertyOfType(type, name) ?? (isStatic && type.getSymbol())
    return member ? isForeign(member) : false
  })
}
