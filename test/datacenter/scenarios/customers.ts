import type { Speaker } from './dialogue-player.ts'
import type { Gender, Slots } from './dialogue.ts'
import type { Random } from './random.ts'
import type { StoryPerson } from './story.ts'
import type { Language } from './texts/library.ts'
import { firstNames, russianLastNames, worldFirstNames, worldLastNames } from './texts/names.ts'

const cyrillicLetters = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'
const latinLetters = 'a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya'.split(' ')

/** `Пекарня «Колос»` → `pekarnya-kolos` */
function slugify(title: string): string {
  let slug = ''
  for (const letter of title.toLowerCase()) {
    const place = cyrillicLetters.indexOf(letter)
    slug += place < 0 ? letter : (latinLetters[place] ?? '').replace('_', '')
  }
  return slug.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

/** Facts of a customer that stay the same in all its dialogues. */
export function describeCompany(title: string, random: Random): Slots {
  const word = slugify(title)
  const domain = `${word}.example`
  return { title, word, domain, sub: `${random.pick(['shop', 'www', 'cabinet', 'api', 'new'])}.${domain}` }
}

/** Cyrillic names where the company's own title is Cyrillic, mixed ones elsewhere: as people write themselves. */
export function inventPerson(
  key: string,
  language: Language,
  isCyrillicCompany: boolean,
  now: number,
  random: Random,
): StoryPerson {
  const isWorld = language === 'en' && random.chance(0.55)
  const first = random.pick(isWorld ? worldFirstNames : firstNames)
  const last = isWorld
    ? { latin: random.pick(worldLastNames), cyrillic: '' }
    : bendLastName(random.pick(russianLastNames), first.gender)
  const isCyrillic = !isWorld && random.chance(isCyrillicCompany ? 0.88 : language === 'ru' ? 0.5 : 0)
  const isOnline = random.chance(0.2)
  return {
    key,
    firstName: isCyrillic ? first.cyrillic : first.latin,
    lastName: random.chance(0.12) ? undefined : isCyrillic ? last.cyrillic : last.latin,
    gender: first.gender,
    nameInRussian: first.cyrillic,
    isOnline,
    lastSeen: isOnline ? undefined : now - Math.round(random.exponential(9 * 3600)),
  }
}

export function toSpeaker(person: StoryPerson): Speaker {
  const latin = firstNames.find((name) => name.cyrillic === person.firstName)?.latin ?? person.firstName
  return { key: person.key, gender: person.gender, name: { en: latin, ru: person.nameInRussian } }
}

function bendLastName(
  name: { readonly latin: string; readonly cyrillic: string },
  gender: Gender,
): { readonly latin: string; readonly cyrillic: string } {
  return gender === 'm' ? name : { latin: `${name.latin}a`, cyrillic: `${name.cyrillic}а` }
}
