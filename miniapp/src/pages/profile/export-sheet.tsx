import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { Skeleton } from '../../components/skeleton'
import { Refused } from '../../components/states'
import { showNumber } from '../../dates'
import { sentenceFor } from '../../failures'
import { useText } from '../../profile-text'
import { toast } from '../../toast'
import { type Exported, exportAll, saveExport } from './export'
import type { QuestionProps } from './sign-out-sheet'

const shownCharsMax = 6_000

/** Everything that is held about the member: to read here, to keep as a file. */
export function ExportSheet({ isOpen, onClose }: QuestionProps) {
  const { text } = useText()
  const words = text.profile.profile
  const [exported, setExported] = useState<Exported>()
  const [problem, setProblem] = useState<string>()
  const gather = () => {
    setProblem(undefined)
    exportAll()
      .then(setExported)
      .catch((failure: unknown) => setProblem(sentenceFor(failure)))
  }
  useEffect(() => {
    setExported(undefined)
    if (isOpen) gather()
  }, [isOpen])
  const save = () => {
    if (exported) saveExport(exported.json).then((isTold) => !isTold && toast(words.exportSaved), () => toast(words.exportFailed))
  }
  return (
    <Sheet
      isOpen={isOpen}
      isLong
      title={exported ? words.exportTitle : words.exporting}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" label={text.app.close} onTap={onClose} id="export-close" />
          <Button label={words.exportSave} isDisabled={exported === undefined} onTap={save} id="export-save" />
        </>
      }
    >
      {problem !== undefined && <Refused sentence={problem} retryLabel={text.app.retry} onRetry={gather} />}
      {problem === undefined && !exported && <Skeleton shape="lines" count={3} />}
      {exported && (
        <>
          <View id="export-summary">{words.exportSummary(showNumber(exported.count))}</View>
          <View className="export__paper" id="export-data">
            <Text className="export__text" userSelect>
              {exported.json.slice(0, shownCharsMax)}
            </Text>
          </View>
          {exported.json.length > shownCharsMax && <View className="export__cut">{words.exportCut}</View>}
        </>
      )}
    </Sheet>
  )
}
