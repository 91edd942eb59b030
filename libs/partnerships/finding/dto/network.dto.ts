import { FlagQueryField, Shown, ShownOrNull } from '@pobratym/platform';
import { PARTNERSHIP_KINDS, PartnershipKind, Stage, STAGES } from '../../partnership-stage';
import { PlaceDto } from './place.dto';

export class NetworkQuery {
  @FlagQueryField({ description: 'expired and terminated ties too' })
  ended?: boolean;

  @FlagQueryField({ description: 'generated records instead of real ones' })
  sample?: boolean;
}

export class NetworkTieDto {
  @Shown() partnershipId!: string;
  @Shown({ enum: PARTNERSHIP_KINDS }) kind!: PartnershipKind;
  @Shown({ enum: STAGES }) stage!: Stage;
  @ShownOrNull('string', { format: 'date', description: 'null: not signed, or day unknown' })
  signedOn!: string | null;
  @Shown({ description: 'one city says that it was signed, the other that it was not' })
  isClaimedByOneSide!: boolean;
  @Shown({ type: PlaceDto }) partner!: PlaceDto;
}

export class NetworkDto {
  @Shown({ type: PlaceDto }) city!: PlaceDto;
  @Shown({ type: [NetworkTieDto] }) items!: NetworkTieDto[];
}
