import { StemList } from './stem-list';

export const en: StemList = {
  language: `en`,
  goods: {
    food: `
      pepper$, peppers$, food, foods, foodstuff, grocer, nutrition, meal$, meals$, mre$, ration$,
      rations$, baby food, baby formula, infant formula, formula milk, baby milk, canned, tinned,
      cereal, flour, sugar, salt$, cooking oil, sunflower oil, vegetable oil, olive oil, pasta,
      noodle, rice$, buckwheat, oats$, oatmeal, porridge, lentil, beans$, peas$, chickpea, tea$,
      teas$, coffee, cocoa, milk$, powdered milk, butter$, cheese, yogurt, yoghurt, eggs$, bread,
      biscuit, cookie, cracker, chocolate, candy, candies, sweets$, confection, honey, jam$,
      jams$, meat$, sausage, fish$, tuna, sardine, vegetable, potato, carrot, onion, cabbage,
      tomato, cucumber, fruit, apples, bananas, oranges$, nuts$, juice, beverage, drink$, drinks$,
      drinking water, bottled water, mineral water, potable water, water bottle, bottles of water,
      litres of water, liters of water, soup, spices, vinegar, snack, energy bar, wheat, corn$,
      grain$, yeast, food parcel, food packages, food kit, edible, milk powder`,
    medical: `
      ultrasonic, medical backpack, medical mattress, patient lift, surgical bed, dressing
      material, blood bank, hemostat, celox, medical bag, ophthalm, gynecolog, gynaecolog, neonat,
      anti decubitus, walking frames, disability aid, physiotherap, optical lens, radiolog,
      mammograph, angiograph, surgery table, emergency medical, medical container, cardiograph,
      coagulator, haemodialysis, hemodialysis, multi function bed, multifunction bed,
      multifunctional bed, multi functional bed, surgical instrument, surgical tool, surgical
      table, surgical lamp, surgical light, surgical drill, dental chair, dental instrument,
      dental tool, furniture .. hospital, orthopedic instrument, orthopaedic instrument, oxygen
      generator, generator of oxygen, medicine, medicinal, medication, medicament, medical equip,
      medical suppl, medical device, medical aid, medical material, medical good, medical kit,
      medical furniture, medical instrument, medical consum, medical item, medical product,
      medical disposable, pharma, drugs$, first aid, ifak, tourniquet, bandage, dressing$,
      dressings$, wound care, wound dress, gauze, plaster$, plasters$, syringe, needle, catheter,
      infusion, iv fluid, iv drip, antibiotic, painkiller, pain relief, analges, anaesthe,
      anesthe, insulin, vaccine, vitamin, tablets .. pain, pills, ointment, blood$, plasma$,
      hospital bed, hospital furniture, hospital equip, hospital suppl, hospital linen, bed ..
      hospital, beds .. hospital, medical bed, functional bed, intensive care bed, icu bed,
      patient bed, beds .. patient, bed .. patient, mattress .. hospital, operating table,
      operating room, operating theat, operating light, surgical, surgery equip, wheelchair, wheel
      chair, crutch, walker$, walkers$, walking frame, walking stick, walking aid, rollator,
      stretcher, prosthe, prosthetic, orthos, orthop, hearing aid, glasses$, eyeglass, spectacles,
      ultrasound, x ray, xray, tomograph, mri$, ct scan, scanner .. ct, ventilator$, ventilators$,
      oxygen, defibrillator, ecg$, ekg$, patient monitor, vital signs, cardiac monitor, heart
      monitor, incubator, dialysis, blood pressure, tonometer, thermometer, oximeter, pulse oxi,
      glucometer, test strip, stethoscope, nebuliser, nebulizer, inhaler, infusion pump, syringe
      pump, suction pump, suction unit, breast pump, endoscop, laparoscop, microscope, laborator,
      sterilis, steriliz .. surg, autoclave, dental, dentist, surgical mask, medical mask, face
      mask, ffp2, n95$, surgical glove, medical glove, examination glove, latex glove, nitrile
      glove, disposable glove, surgical gown, medical gown, scrubs$, covid test, rapid test,
      rehabilitation equip, rehab equip, equipment .. hospital, equipment .. clinic, supplies ..
      hospital, equipment .. rehabilitation, field hospital, trauma kit, burn kit, ambulance
      equip, bandages, external fixator, implants, anti bedsore, respiratory equip`,
    hygiene: `
      hygiene kit, cleaning agent, cleaning material, dishwash, hand gel, sanitizing, nappie,
      feminine, sanitary good, sanitary material, mouthwash, laundry, wet tissue, baby care,
      toilet cabin, dry toilet, cosmetics, tooth paste, tooth brush, baby wipes, baby diapers,
      hygien, toiletr, soap, shampoo, toothpaste, toothbrush, shower gel, deodorant, razor,
      shaving, diaper, nappy$, nappies, pampers, wet wipes, wipes$, tissues$, toilet paper, paper
      towel, sanitary pad, sanitary towel, sanitary napkin, sanitary product, sanitary item,
      sanitary kit, menstrual, tampon, detergent, washing powder, laundry powder, laundry deterg,
      washing up liquid, dishwashing liquid, cleaning, cleaning product, cleaner$, cleaners$,
      bleach, disinfect, sanitiser, sanitizer, antiseptic, antibacter, household chemical,
      cosmetic, dignity kit, portable toilet, mobile toilet, toilet$, toilets$, latrine, shower$,
      showers$, mobile laundry, rubbish bag, garbage bag, bin bag, incontinence`,
    clothing: `
      school uniform, clothes, clothing, cloth$, garment, apparel, jacket, coat$, coats$, trouser,
      pants$, jeans, shirt, sweater, jumper$, sock$, socks$, underwear, thermal underwear,
      thermals$, hat$, hats$, beanie, scarf, scarves, gloves$, glove$, winter gloves, mitten,
      shoe$, shoes$, footwear, boots$, sneaker, slipper, raincoat, dress$, dresses$, pyjama,
      pajama, hand warmer, foot warmer, knitwear, textile, outerwear`,
    bedding: `
      blanket, mattress, mattresses, pillow, bedding, bed linen, bed sheet, bedsheet, sheets$,
      duvet, quilt, sleeping bag, sleeping mat, sleeping pad, foam mat, camp bed, camping bed,
      folding bed, cot$, cots$, bunk bed, bed$, beds$, towel, linen`,
    shelter: `
      window frame, glazing, glass sheet, glass$, housing module, prefabricat, wood panel, gypsum,
      drywall, paint$, nails$, tiles$, repair material, repair kit .. house, emergency housing,
      modular accommod, sandwich panel, chipboard, roof sheet, construction suppl, roofing sheet,
      metal sheet, tent$, tents$, tarpaulin, tarp$, tarps$, modular hous, modular home, modular
      town, modular unit, modular building, modular shelter, prefab, container hous, container
      home, living container, accommodation container, housing unit, portable cabin, portacabin,
      tiny house, temporary hous, building material, construction material, window$, windows$,
      window pane, glass pane, window glass, roofing, roof$, roof tile, shingle, cement, brick,
      plywood, timber, lumber, planks$, osb$, insulation, plastic sheeting, door$, doors$, shelter
      kit, emergency shelter, mobile shelter, shelter .. displaced, places in a shelter, room in a
      shelter, shelter$`,
    household: `
      kitchen appliance, crock, cooking set, cooking pot, cooking kit, household equip, washer$,
      washers$, wash basin, coffee machine, toaster, dinner set, lunch box, thermoses, kitchen
      utens, blender, mixer$, laundry machine, dishes$, crockery, tableware, cutlery, cookware,
      kitchenware, pots$, pans$, saucepan, kettle, thermos, plates$, cups$, mugs$, kitchen,
      kitchen set, field kitchen, mobile kitchen, household, household good, household item,
      household appliance, home appliance, refrigerat, fridge, freezer, washing machine,
      dishwasher, tumble dryer, dryer$, dryers$, microwave, cooker, electric stove, gas stove,
      oven$, ovens$, vacuum cleaner, television, tv set, tvs$, iron$, irons$, fan$, fans$, air
      condition, furniture, table$, tables$, chair$, chairs$, wardrobe, cupboard, sofa, armchair,
      shelf, shelves, bucket, broom, mop$, mops$, pram$, prams$, pushchair, stroller, baby
      carriage, car seat, child seat, high chair, sewing machine, jerrycan, jerry can, dustbin,
      rubbish bin, waste bin, garbage container, waste container, food container, food processor`,
    energy: `
      gas boiler, gas piston, mobile boiler, thermal power, circuit, isolat, voltage, electric
      cable, wires$, transformers, electricity generat, oil radiator, electric radiator, tea
      light, charging cable, accumulators, rechargeable, stove oven, pellet, heat exchanger,
      burner, infrared heat, insulators, electrical network, fuel tank, fuel oil, energy sector,
      equipment .. power, generator, genset, power plant, power station, power supply, power
      equip, power unit, solar, photovolt, solar panel, solar batter, solar lamp, powerbank, power
      bank, charging station, charger, ups$, uninterruptible, inverter, battery, batteries,
      accumulator, transformer, autotransformer, substation, switchgear, circuit breaker, cable$,
      cables$, electric wire, extension cord, electrical equip, electric equip, energy equip,
      electricity equip, electrical suppl, power line, power grid, grid equip, heater, electric
      heater, space heater, heat gun, heat pump, heating, heating equip, radiator, boiler, boiler
      house, boiler room, stove$, stoves$, wood stove, wood burn, pot belly, potbelly, furnace,
      fireplace, firewood, wood$, fuel$, fuels$, diesel fuel, gasoline, petrol$, coal$, briquette,
      pellets, gas cylinder, gas bottle, gas burner, camping stove, torch$, torches$, flashlight,
      headlamp, headtorch, lantern, lamp$, lamps$, light bulb, light tower, lighting, lights$, led
      light, streetlight, street light, candle, turbine, cogeneration, chp$, powerwall, ecoflow,
      energy storage`,
    water: `
      water trailer, water laborator, tanker .. drinking water, tank .. water, water bladder,
      flexible tank, storage tank, sump pump, diesel pump, drainage pump, water meter, water main,
      water distribut, water lab, osmosis, ultrafiltration, spare part .. water, parts .. water,
      equipment .. water, equipment .. wastewater, water pump, pump$, pumps$, motor pump, water
      purif, purifier, water filter, filter$, filters$, filtration, water treatment, purification
      tablet, water tank, tank$, tanks$, water tanker trailer, water storage, water container,
      water reservoir, water supply, water suppl, water network, water utility, water station,
      water point, water well, water system, waterwork, water equip, water testing, water pipe,
      pipe$, pipes$, pipeline, sewage, sewer, desalin, reverse osmosis, chlorine tablet, chlorin,
      coagulant, jerrycan .. water, borehole, hydrophore, water tower, water purification station,
      water disinfect, pumping station`,
    vehicles: `
      electric car, electric bus, electric vehicle, electric train, electric scooter, electric
      bike, electric transport, e bus, sewage truck, road sweeper, cleaning truck, flatbed, dump
      trailer, people carrier, double decker, low floor, articulated, coach$, coaches$, motorhome,
      police car, utility truck, evacuation bus, evacuation vehicle, armoured, armored,
      amphibious, excavator truck, water truck, tank truck, fuel truck, mobile crane truck, fire
      appliance, fire appliances, fire brigade vehicle, hook lift, wheelchair accessible, special
      purpose, special machin, special vehicle, special equipment, municipal service machin,
      utility equipment, cleaning machine, cleaning vehicle, vehicle, car$, cars$, van$, vans$,
      minivan, minibus, bus$, buses$, busses$, microbus, trolleybus, trolley bus, tram$, trams$,
      tramcar, streetcar, train$, trains$, metro car, subway car, wagon, railcar, carriage$,
      locomotive, ambulance, resuscitation vehicle, fire engine, fire truck, firetruck, fire
      lorry, fire vehicle, fire tender, fire car, firefighting vehicle, firefighting truck,
      firefighting engine, fire fighting vehicle, fire fighting truck, rescue vehicle, rescue
      truck, turntable ladder, aerial ladder, ladder truck, water tanker, tanker truck, tanker$,
      tankers$, garbage truck, garbage collection, refuse truck, refuse collection, refuse
      vehicle, waste truck, dustcart, bin lorry, sweeper, street sweeper, snow plough, snow plow,
      snowplow, snowplough, gritter, sewer truck, vacuum truck, utility vehicle, municipal equip,
      communal equip, special equipment .. municipal, municipal vehicle, utility machin, municipal
      machin, tow truck, jeep, suv$, suvs$, pickup, pick up, 4x4$, off road, tractor, trailer,
      semitrailer, motorcycle, motorbike, scooter, bicycle, bike$, bikes$, boat$, boats$, spare
      tyre, auto part, car part, bus part, car batter, tyre$, tyres$, tire$, tires$, engine$,
      engines$, forklift, cherry picker, aerial platform, bucket truck, food truck, refrigerator
      truck, mobile clinic, mobile laborator, mobile hospital, school bus, fleet, helicopter,
      combine harvester, crane truck, camper van, caravan, quad bike, atv$`,
    rescue: `
      tool .. firefight, tools .. rescue, rescue saw, forcible entry, firefighting tool, fire
      tool, rescue cutter, emergency rescue tool, fire brigade equip, fire service equip, fire
      brigade uniform, firemen uniform, fire pumps, fire coat, fire boots, fire jacket, fire
      blanket, fire axe, fire ladder, fire alarm, search and rescue equip, rescue kit, cutting
      equip, lifting bag, airbag, self contained breath, dry suit, wetsuit, extrication, hydraulic
      shears, protective goggles, anti fire, firefighting protective, hydraulic tool, hydraulic
      rescue, hydraulic ladder, hydraulic equip, fire hose, hose$, hoses$, fire extinguish,
      extinguisher, fire fighting equip, firefighting equip, firefighting gear, fire equip, fire
      protect, fire suit, fire helmet, fire uniform, fire gear, fire hydrant, fire pump, fire
      nozzle, firefighting suit, firefighting cloth, firefighting uniform, firefighting suppl,
      firefighting material, firefighting kit, firefighter suit, firefighter uniform, firefighter
      cloth, firefighter equip, firefighter gear, firefighters equip, uniform, uniforms .. fire,
      clothing .. firefight, suit .. firefight, suits .. firefight, equipment .. firefight,
      equipment .. fire, equipment .. rescue, gear .. firefight, equipment .. emergency service,
      turnout gear, bunker gear, turnout, fireproof, fire resistant, flame resistant, protective,
      protective cloth, protective equip, protective gear, protective suit, protective glove,
      protective boots, protective mask, protective glasses, safety glasses, safety helmet, safety
      boots, safety vest, work gloves, ppe$, rescue equip, rescue gear, rescue tool, hydraulic,
      jaws of life, rescue boat, life jacket, lifejacket, life vest, breathing apparatus, scba$,
      respirator, gas mask, helmet, hard hat, balaclava, body armour, body armor, bulletproof,
      bullet proof, ballistic, flak jacket, armour plate, plate carrier, vest$, vests$, rope$,
      ropes$, ladder$, ladders$, mine detect, metal detect, demining, mine clear, thermal imag,
      night vision, siren, warning system, alarm system, dosimeter, geiger, smoke detector, winch,
      chemical suit, hazmat`,
    it: `
      headset, microphone, video equip, video conferenc, server equip, communications, radio
      commun, mobile internet, it suppl, power over ethernet, computing, projector screen,
      computer, laptop, notebook, chromebook, tablet$, tablets$, tablet computer, pc$, pcs$,
      monitor$, monitors$, printer, scanner, server$, servers$, it equip, it hardware, hardware,
      software, office equip, phone$, phones$, telephone, mobile phone, cell phone, cellphone,
      smartphone, radio$, radios$, walkie talkie, two way radio, radio station, radio equip,
      communication, communication equip, telecom, starlink, satellite, router, modem, antenna,
      projector, webcam, camera$, cameras$, cctv, surveillance, internet, keyboard, usb$, network
      equip, electronic equip, gps$`,
    education: `
      drawing kit, coloring, colouring, kids toy, school chair, school table, school stationery,
      paints .. children, craft, scientific equip, lab equip .. school, school lab, play set,
      sandbox, bookcase .. school, satchel, educational game, educational toy, educational book,
      school furniture, school desk, desk$, desks$, school bench, school equip, school suppl,
      school kit, school material, school bag, schoolbag, school backpack, school board,
      blackboard, whiteboard, smartboard, interactive board, interactive whiteboard, book$,
      books$, textbook, notebooks .. school, exercise book, stationery, pencil, pens$, crayon,
      backpack, rucksack, toy$, toys$, doll$, dolls$, teddy, plush, lego$, puzzle, board game,
      games$, playground, play equip, swing$, swings$, slide$, teaching, teaching aid, teaching
      material, learning material, educational, education kit, library, art suppl, drawing suppl,
      colouring book, coloring book, furniture .. school, furniture .. kindergarten, equipment ..
      school, equipment .. kindergarten, classroom`,
    reconstruction: `
      excavator, digger, backhoe, bulldozer, loader, wheel loader, tipper, dump truck, dumper,
      crane$, cranes$, mobile crane, grader$, road roller, concrete mixer, cement mixer,
      compressor, tool, tools$, toolkit, tool kit, power tool, drill$, drills$, screwdriver,
      grinder, saw$, saws$, chainsaw, shovel, spade, axe$, axes$, hammer, weld, scaffold,
      construction machin, construction equip, construction vehicle, construction tool, building
      machin, building equip, heavy machin, earthmoving, road machin, wheelbarrow, crusher, bomb
      shelter, air raid shelter, underground shelter, rebuild, reconstruct, renovat, restoration,
      repair of, repair$, repairs$, construction of, asphalt`,
    money: `
      for the purchase, for purchas, to buy, to purchase, contribution, fundrais, money rais,
      charity sum, bank account, sponsorship, donated money, payment, cheque, money, cash$,
      funds$, fund$, funding, financ, financial aid, financial support, monetary, grant$, grants$,
      bank transfer, transfer of funds, proceeds, cash donation, subsid, scholarship`,
    services: `
      rehabilitation stay, medical care of, medical evacuation, hospital stay, therapy, health
      camp, respite, wellness, exchange visit, study visit, language course, lecture, logistics,
      storage of, warehousing, treatment, medical treatment, rehabilitation, accommodation,
      hosting, hosted, holiday, vacation, summer camp, recreation, training, course$, courses$,
      internship, seminar, workshop, counsel, psycholog, legal aid, reception of refugee, host
      famil, consult`,
    other: `
      toy drone, sweets gift, gift bag, gift box, santa, new year, flower, memorial, letter of,
      monument, skateboard, bicycle race, gymnastics, uniforms football, jersey, jerseys, drone,
      uav$, uavs$, quadcopter, mavic, gift$, gifts$, present$, presents$, souvenir, poster,
      postcard, greeting card, letters$, drawings$, sports good, sports equip, sport equip, sport
      good, sporting, sports$, sportswear, ball$, balls$, football, basketball, gym equip, fitness
      equip, exercise bike, musical instrument, instruments$, piano, guitar, camouflage,
      camouflage net, wine$, wines$, beer, alcohol, pet food, animal food, dog food, cat food,
      animal feed, fodder, seeds$, seedling, tree$, trees$, flag$, flags$, weapon, ammunition,
      military, christmas, artwork, painting$, paintings$, exhibition`,
  },
  hints: {
    services: `refugee, displaced, evacuee, service$, services$, evacuation, transport, shipping`,
    food: `water$`,
    medical: `
      medical, hospital, clinic, patient, injured, wounded, health, surgeon, doctor, nurs, rehab`,
    hygiene: `sanitary, sanitation, personal care`,
    rescue: `
      fire$, firefight, fire fight, fireman, firemen, rescue, emergency service, safety,
      protection`,
    energy: `electric, electrical, power$, energy, thermal`,
    vehicles: `
      mercedes, volkswagen, renault, toyota, iveco, volvo, scania, ford$, mitsubishi, nissan,
      municipal`,
    it: `digital, electronic, it$`,
    education: `school, kindergarten, education`,
    reconstruction: `construction, building$`,
    household: `domestic, home$`,
    clothing: `winter, warm`,
    money: `
      chf$, pln$, uah$, czk$, sek$, million$, millions$, collection, euro$, euros$, eur$, usd$,
      dollar, gbp$, pounds sterling, sterling`,
  },
  generic: `
    humanitarian, relief, relief good, goods$, supplies, essential, essentials, basic necessit,
    necessit, parcel, package$, packages$, care package, cargo, consignment, items$, convoy of,
    boxes$, boxes of, pallets$, pallet$`,
  vague: `aid$, donation, donated, assistance, help$, support`,
  parts: `spare part, spares$, parts$, components$`,
  carriers: `truck$, trucks$, truckload, lorry, lorries, convoy, hgv$, semi truck`,
  gear: `
    equipment, gear$, supplies .. for, material, materials, kit$, kits$, apparatus, device,
    machinery, machines$`,
  and: `and, as well as, or, plus, also, incl, including`,
  purpose: `
    worth, value, valued, totalling, for, to, towards, for a, of a, in a, with a, to a, from a`,
};
