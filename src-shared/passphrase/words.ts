/**
 * Short, plain English nouns that are easy to read out over a telephone: no two spellings, nothing rude. Collected for
 * Rolebook; sorted, so that a double is easy to see.
 */
export const passphraseWords: readonly string[] = `
  acorn actor adobe agent alarm album alley almond alpine amber anchor angle ankle antler apple april apron
  arcade arch arena arrow artist atlas atom attic august author autumn avenue avocado award axis bacon badge
  bagel baker balcony ball ballad ballet balloon bamboo banana band bandage banjo bank banner barber barley
  barn barrel basil basin basket bath battery bay beach beacon bead beak beaver bed bee beetle bell belt
  bench berry bicycle bike birch bird biscuit bison bistro blanket blender blizzard blossom blouse blue
  board boat bobcat body bolt bone bonfire bonnet book boot border bottle boulder bow bowl box bracelet
  bracket brain bramble branch brass bread breeze brick bridge brook broom brother brown brush bubble bucket
  buckle buffalo bugle builder bulb bumper bunch bundle bungalow bus bush butter button buzzer cabbage cabin
  cable cactus cadet cafe cage cake calendar calico camel camera camp canal canary candle candy canoe
  canteen canvas canyon cap cape capsule captain car caramel caravan carbon card cargo carousel carpet
  carrot cart carton cascade cashew castle cat catcher cave cavern cedar ceiling celery cello cement cereal
  chain chair chalk channel chapel chapter charcoal cheese cherry chess chest chicken chief child chimney
  chin chisel choir chorus cider cinema cinnamon circle circus citrus city clam clarinet clay cliff clock
  closet cloud clove clover clown club coach coal coast coat cobbler cobra cockpit cocoa coconut coffee coin
  collar comb comet comic compass concert cone confetti cook cookie copper coral cord cork corn corner
  cottage cotton couch cougar courier cousin cover cow coyote crab cradle crane crater crayon cream creek
  cricket crocus crow crown crumb crystal cube cucumber cuff cup cupboard curtain curve cushion cycle cymbal
  cypress daisy dance dancer date dawn day daylight deck deer delta denim dentist depot desert desk diamond
  diary dice diesel dinner dinosaur dirt disc dish diver dock doctor dog doll dollar dolphin domino donkey
  door dough dove dragon drawer dress drill driver drizzle drum duck dugout dune dust dwarf eagle ear earth
  easel east ebony echo edge eel egg elbow elder elephant elevator elf elk elm ember emerald engine envelope
  equator estuary evening exit eye fable fabric face factory falcon family fan farm farmer farmyard father
  faucet feather felt fence fern ferry festival fever fiddle fidget field fig figure film finch finger fir
  fire firefly fish fisher flag flame flannel flask flea fleece flight flint flock floor flour flower flute
  foam fog foil folder folk food foot foothill footpath forest fork fort fortress fossil fountain fox frame
  freckle freezer freight friday friend frigate frog frost fruit fudge fuel funnel fur furnace galaxy
  gallery gallop garage garden garlic garnet gate gazelle gear gecko gem gherkin ghost giant gift ginger
  giraffe girl glacier glass glider glimmer globe glove glue goat gold golf gondola gong goose gopher
  gorilla grain granite grape graph grass gravel gravy green grill grocer grotto group grove guava guest
  guide guitar gull gum gumdrop guppy gym habit hail hair hall hamlet hammer hammock hamster hand handle
  hangar hare harness harp harvest hat hatch haven hawk hay hazel hazelnut head heart heater hedge hedgehog
  heel heirloom helmet hemp hen herb herd hero heron highland hill hinge hippo hive hobby hockey holiday
  hollow holly home honey hood hoof hook hoop horizon horn hornet horse hose hostel hotel hour house hub
  hull hummus hut hyena ice iceberg icecap icicle icon igloo iguana ink inkwell inlet insect inventor iris
  iron island ivory ivy jackal jacket jade jaguar jam january jar jasmine jazz jeans jelly jersey jet jetty
  jewel jigsaw jockey joke journal judge jug juggler juice july jumper june jungle juniper jury kangaroo
  karate kayak kebab keeper keepsake kelp kernel kettle key keyboard kick kidney kindling king kingdom kiosk
  kit kitchen kite kitten kiwi knee knight knob knot koala label lace lad ladder ladle lady lagoon lake lamb
  lamp landing lantern lap laser lasso latch lather lattice laundry lava lavender lawn layer leader leaf
  leather ledge leek legend lemon lemonade lens leopard letter lettuce level lever library lid light lilac
  lily limb lime line linen lion lip list liter lizard llama loaf lobby lobster lock locker locket locust
  lodge log lollipop loom loop lotion lotus lullaby lumber lunch lung lute lynx lyric machine magnet
  magnolia magpie mail mallard mallet mammoth manager mandarin mandolin mango manor mantle map maple marble
  march margin marigold marina marker market marlin marmot maroon marsh mask mason mast mat match maze
  meadow meal medal medley meerkat melody melon member menu mercury mermaid metal meteor meter midnight mile
  milk mill mimosa miner mineral minnow mint minute mirror mist mitten mixer moat model molasses mole moment
  monday money monk monkey monsoon month moon moose morning mortar mosaic moss moth mother motor mountain
  mouse mouth movie mud muffin mug mulberry mule muscle museum mushroom music mustard myth nail name napkin
  nation nature navy neck necklace nectar needle nephew nest net nettle newt night nomad noodle noon north
  nose note notebook novel november nugget number nurse nursery nut nutmeg nutshell nylon oak oar oarlock
  oasis oat oatmeal obelisk oboe ocean october octopus office oil olive omelet onion opal opera orange orbit
  orchard orchid oregano organ oriole ostrich otter outpost oval oven owl owner oyster paddle paddock page
  pail paint pajamas palace palm pan pancake panda panel panther pantry pants papaya paper paprika parade
  parasol parcel park parlor parrot parsley party pasta paste pasture path patio pattern pavilion paw pea
  peach peacock peak peanut pear pearl pebble pecan pedal pelican pen pencil penguin pepper perch perfume
  person petal pewter phone photo piano picket pickle picnic picture pie pier pig pigeon pigment pillar
  pillow pilot pin pine pinecone pink pinwheel pioneer pipe pit pizza place plain planet plank plant plaster
  plate plateau platter play plaza plow plum plumber pocket podium poem poet poker pole pollen polo pond
  pony pool popcorn poppy porch porridge port porter postcard poster pot potato potter pouch powder prairie
  present pretzel primrose prince print prism prize puddle puffin pulley pulp puma pump pumpkin pupil puppet
  puppy purple purse puzzle pyramid quail quarry quart quarter quartz queen quest quill quilt quince quiver
  quiz rabbit raccoon race racket radar radio radish raft rail rain rainbow raisin rake ram ranch ranger
  rapids rascal rattle raven ravine ravioli razor recipe record reef referee regatta reindeer relay rhino
  rhubarb rhyme ribbon rice rider ridge ring rink river road robe robin robot rocket rod rodeo roof room
  rooster root rope rose rosemary rotor route rover rowboat royal rubber ruby rudder rug ruler runner rust
  rye saddle safari saffron sage sail sailboat sailor salad salmon salon salsa salt sand sandal sandbar
  sandwich sapphire sardine sash satchel satin saturn sauce sauna saw sawmill scale scallop scarf school
  science scissors scooter scout screen screw scroll sea seal seashell season seat seed sequoia shade shadow
  shale shamrock shark shawl shed sheep shelf shell shepherd sheriff shield shingle ship shirt shoe shop
  shore shorts shoulder shovel shower shrimp shuttle siesta sign silk silver singer sink siren sister skate
  skater sketch ski skipper skirt sky skylark slate sled sleet sleeve slice slipper slope sloth smile smoke
  snail snake sneaker snow soap soccer sock soda sofa soil solar soldier song sonnet sorbet soup south spa
  space spade spark sparrow spatula speaker sphere spice spider spinach spindle spiral sponge spoon spout
  spring sprout spruce square squash squid squirrel stable stadium staff stage stair stallion stamp star
  starfish station statue steak steam steel stem stew stick sting stirrup stitch stone stool stork storm
  story stove straw stream street string student studio sugar suit summer sun sunbeam sundae sunday sunset
  surf surgeon swallow swamp swan sweater swing syrup system table tablet tack taco tadpole tail tailor
  tandem tank tape tapestry target tart taxi tea teacher teacup team teapot temple tennis tent terrace
  thatch theater thicket thimble thistle thread throat throne thumb thunder thursday thyme ticket tide tiger
  tile timber time tin tinsel tire toad toast toboggan toffee tofu token tomato ton tongue tool tooth topaz
  torch tornado tortoise toucan towel tower town toy track tractor trader traffic trail train tray treasure
  tree treetop trellis tribe trick tricycle trolley trombone trophy tropics trousers trout truck trumpet
  trunk tube tuesday tug tugboat tulip tuna tundra tunnel turban turbine turkey turnip turret turtle tutor
  tuxedo twig twilight twin umbrella uncle unicorn uniform universe upland urn utensil vacation valley valve
  van vanilla vase vault veil velvet vendor verb vessel vest veteran viaduct video village vine vinegar
  vineyard viola violet violin visitor visor vitamin voice volcano volley voyage vulture waffle wagon
  wagtail waist waiter wall wallet walnut walrus waltz wand warbler wasp watch water wave wax weasel weather
  weaver web wedding week west whale wharf wheat wheel whisker whisper whistle wick widget willow wind
  windmill window winter wire wisdom wishbone wizard wolf wombat wood woodland wool word workshop world worm
  wreath wren wrist writer yacht yak yam yard yarn year yeast yellow yogurt yolk youth zebra zephyr zeppelin
  zero zigzag zinc zipper zodiac zone zoo
`
  .trim()
  .split(/\s+/);
