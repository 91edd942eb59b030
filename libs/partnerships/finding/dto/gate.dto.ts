import { ApiProperty } from '@nestjs/swagger';
import { CityIdField, DayField, FlagQueryField, Shown, ShownOrNull } from '@pobratym/platform';
import { PARTNERSHIP_KINDS, PartnershipKind, Step, STEPS } from '../../partnership-stage';
import { DOCUMENT_KINDS, DocumentKind } from '../../step-rules';
import { GATE_REASONS, GateReason } from '../gate-answer';

export class GateQuery {
  @CityIdField({ description: 'the city that would send' }) sender!: string;
  @CityIdField({ description: 'the city that would receive' }) receiver!: string;

  @DayField({ optional: true, description: 'day of the dispatch; default: today' })
  day?: string;

  @FlagQueryField({ description: 'under generated partnerships instead of real ones' })
  sample?: boolean;
}

export class GateDto {
  @Shown() mayBeSent!: boolean;
  @Shown({ format: 'date' }) day!: string;
  @ShownOrNull('string', { description: 'the one that lets it through, or is nearest to it' })
  partnershipId!: string | null;
  @ShownOrNull('string', { enum: PARTNERSHIP_KINDS }) kind!: PartnershipKind | null;
  @ShownOrNull('string', { format: 'date', description: 'null: not signed, or day unknown' })
  signedOn!: string | null;
  @ShownOrNull('string', { description: 'null for who is no party, and where none is kept' })
  agreementDocumentId!: string | null;
  @ShownOrNull('string', { format: 'date', description: 'last day; null: without an end' })
  inForceUntil!: string | null;
  @Shown({ enum: GATE_REASONS }) reason!: GateReason;
  @ShownOrNull('string', { enum: STEPS, description: 'what must happen first, where one step can' })
  missingStep!: Step | null;
  @ApiProperty({
    isArray: true,
    enum: DOCUMENT_KINDS,
    description: 'papers that this step needs and that are not there; told to the parties only',
  })
  missingDocuments!: DocumentKind[];
}
