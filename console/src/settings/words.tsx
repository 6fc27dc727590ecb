import { Input } from 'antd'
import { exchange as en } from '../../../shared/text/exchange.en'
import { exchange as zh } from '../../../shared/text/exchange.zh'
import { PointsWords, worded } from '../../../shared/api/points-words'
import { useLanguage, useText } from '../language'
import { Field } from '../parts/field'

const SAMPLE_POINTS = '120'
const fields = ['zh', 'one', 'many'] as const
const limits = { zh: 6, one: 20, many: 20 }

/** What members read for points, with a sentence as they will read it. */
export function WordsFields({ words, mayEdit, change }: { readonly words: PointsWords; readonly mayEdit: boolean; readonly change: (words: PointsWords) => void }) {
  const text = useText()
  const language = useLanguage()
  const sample = { zh, en }[language].reward
  return (
    <fieldset className="plain" aria-describedby="words-hint">
      <legend>{text.settings.words}</legend>
      <div className="row words-fields">
        {fields.map((field) => (
          <Field key={field} id={`words-${field}`} label={text.settings.wordsOf[field]} problem={PointsWords.shape[field].safeParse(words[field]).success ? undefined : text.settings.wordsWrong[field === 'zh' ? 'zh' : 'en']}>
            <Input id={`words-${field}`} value={words[field]} maxLength={limits[field]} disabled={!mayEdit} onChange={({ target }) => change({ ...words, [field]: target.value.trimStart() })} />
          </Field>
        ))}
      </div>
      <p className="faint" id="words-hint">{text.settings.wordsHint}</p>
      {PointsWords.safeParse(words).success && <p className="soft">{text.settings.wordsSample}: <b id="words-sample">{worded(sample.exchange(SAMPLE_POINTS), words)}</b></p>}
    </fieldset>
  )
}
