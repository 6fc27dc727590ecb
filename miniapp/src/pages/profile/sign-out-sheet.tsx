import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { api } from '../../api'
import { useDeed } from '../../deed'
import { useText } from '../../profile-text'
import { leaveAndRestart } from '../me/restart'

export interface QuestionProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function SignOutSheet({ isOpen, onClose }: QuestionProps) {
  const { text } = useText()
  const words = text.profile.profile
  const deed = useDeed('operation', () => api.signOutEverywhere({}))
  const signOut = async () => {
    if (await deed.run(undefined)) leaveAndRestart()
  }
  return (
    <Sheet
      isOpen={isOpen}
      title={words.signOutTitle}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" label={text.app.cancel} onTap={onClose} id="sign-out-no" />
          <Button look="danger" label={words.signOutYes} isRunning={deed.isRunning} onTap={() => void signOut()} id="confirm-sign-out" />
        </>
      }
    >
      {words.signOutText}
    </Sheet>
  )
}
