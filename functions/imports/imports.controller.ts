import { Controller, Inject } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import { importsApi } from '../../shared/imports/imports.api'
import { Call, Caller, Input } from '../http/call.decorators'
import type { ClerkCaller } from '../http/request'
import { ImportsService } from './imports.service'

@Controller()
export class ImportsController {
  constructor(@Inject(ImportsService) private readonly imports: ImportsService) {}

  @Call(importsApi.createImport)
  create(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof importsApi.createImport>) {
    return this.imports.create(caller, input)
  }

  @Call(importsApi.putImportRows)
  put(@Input() input: InputOf<typeof importsApi.putImportRows>) {
    return this.imports.put(input)
  }

  @Call(importsApi.runImport)
  run(@Input() input: InputOf<typeof importsApi.runImport>) {
    return this.imports.run(input)
  }

  @Call(importsApi.cancelImport)
  cancel(@Input() input: InputOf<typeof importsApi.cancelImport>) {
    return this.imports.cancel(input)
  }

  @Call(importsApi.weighUndo)
  weigh(@Input() input: InputOf<typeof importsApi.weighUndo>) {
    return this.imports.weigh(input)
  }

  @Call(importsApi.undoImport)
  undo(@Caller() caller: ClerkCaller, @Input() input: InputOf<typeof importsApi.undoImport>) {
    return this.imports.undo(caller, input)
  }

  @Call(importsApi.listImports)
  list(@Input() input: InputOf<typeof importsApi.listImports>) {
    return this.imports.list(input)
  }

  @Call(importsApi.importPage)
  one(@Input() input: InputOf<typeof importsApi.importPage>) {
    return this.imports.one(input)
  }

  @Call(importsApi.importProblems)
  problems(@Input() input: InputOf<typeof importsApi.importProblems>) {
    return this.imports.problems(input)
  }
}
