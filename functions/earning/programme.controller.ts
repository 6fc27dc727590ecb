import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { programmeApi } from '../../shared/earning/programme.api'
import { trialsApi } from '../../shared/earning/trials.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { ProgrammeService } from './programme.service'
import { TrialsService } from './trials.service'

@Controller()
export class ProgrammeController {
  constructor(
    @Inject(ProgrammeService) private readonly programmes: ProgrammeService,
    @Inject(TrialsService) private readonly trials: TrialsService,
  ) {}

  @Call(programmeApi.programme)
  inForce() {
    return this.programmes.inForce()
  }

  @Call(programmeApi.programmeDraft)
  draft() {
    return this.programmes.draft()
  }

  @Call(programmeApi.draftProgramme)
  save(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof programmeApi.draftProgramme>) {
    return this.programmes.save(caller, input)
  }

  @Call(programmeApi.publishProgramme)
  publish(@Input() input: InputOf<typeof programmeApi.publishProgramme>) {
    return this.programmes.publish(input)
  }

  @Call(programmeApi.programmeVersions)
  versions(@Input() input: InputOf<typeof programmeApi.programmeVersions>) {
    return this.programmes.versions(input)
  }

  @Call(programmeApi.programmeVersion)
  version(@Input() input: InputOf<typeof programmeApi.programmeVersion>) {
    return this.programmes.version(input)
  }

  @Call(programmeApi.ruleKinds)
  kinds() {
    return this.programmes.kinds()
  }

  @Call(trialsApi.simulate)
  simulate(@Input() input: InputOf<typeof trialsApi.simulate>) {
    return this.trials.simulate(input)
  }

  @Call(trialsApi.rehearse)
  rehearse(@Input() input: InputOf<typeof trialsApi.rehearse>) {
    return this.trials.rehearse(input)
  }
}
