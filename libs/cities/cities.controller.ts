import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { CategoryMemory } from './category-memory';
import { CitiesService } from './cities.service';
import { CategoryProposalDto, CategoryProposalQuery } from './dto/category-proposal.dto';
import { CategoryDto, CategoryPage, CityDto, CityPage, CityQuery } from './dto/city.dto';

@ApiTags('cities')
@Controller()
export class CitiesController {
  constructor(
    private readonly cities: CitiesService,
    private readonly memory: CategoryMemory,
  ) {}

  @Get('cities')
  @Permission('place.read')
  @ApiOkResponse({ type: CityPage })
  async list(@Query() query: CityQuery): Promise<CityPage> {
    const page = await this.cities.list(query);
    return { ...page, items: page.items.map(CityDto.of) };
  }

  @Get('cities/:id')
  @Permission('place.read')
  @ApiOkResponse({ type: CityDto })
  async get(@Param('id') id: string): Promise<CityDto> {
    return CityDto.of(await this.cities.get(id));
  }

  @Get('categories')
  @Permission('place.read')
  @ApiOkResponse({ type: CategoryPage })
  async listCategories(): Promise<CategoryPage> {
    const categories = await this.cities.listCategories();
    return { items: categories.map(CategoryDto.of), nextCursor: null };
  }

  @Get('categories/proposal')
  @Permission('place.read')
  @ApiOkResponse({ type: CategoryProposalDto })
  async proposeCategory(
    @Asker() actor: Actor,
    @Query() { item, city }: CategoryProposalQuery,
  ): Promise<CategoryProposalDto> {
    return CategoryProposalDto.of(item, await this.memory.proposeFor(actor, city ?? null, item));
  }
}
