import { isUsual, PointsWords, speaker, usualWords } from '../../shared/api/points-words'
import { observable } from './observable'
import { readStored, store } from './storage'

const storedAs = 'points-words'

type Speaker = <Sentences extends object>(sentences: Sentences) => Sentences

const plainly: Speaker = (sentences) => sentences
let words = usualWords

/** Says our sentences with the programme's own word for points. */
export const calling = observable<Speaker>(plainly)

/** Called once at launch: as the programme called them last. */
export const startCalling = (): void => learnPointsWords(readStored(storedAs, PointsWords))

/** Some answers of the server say how the programme calls its points. */
export function learnPointsWords(said: PointsWords | undefined): void {
  if (said === undefined || JSON.stringify(said) === JSON.stringify(words)) return
  words = said
  calling.set(isUsual(said) ? plainly : speaker(said))
  store(storedAs, said)
}
