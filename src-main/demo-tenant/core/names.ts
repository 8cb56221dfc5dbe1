/** Given and family names of the demo tenant's people. Invented combinations; no real persons are meant. */

const GIVEN =
  'Aaliyah Abel Ada Adriana Aisha Akira Alba Aleksander Alice Amara Amir Ana Anders Andrea Anita Anouk Anton Aria Arjun Astrid ' +
  'Ayşe Beatriz Ben Bianca Björn Bruno Camila Carlos Cécile Chen Chiara Chloé Clara Daniel Daria David Deniz Diego Dina Dmitri ' +
  'Ebba Elena Eli Elif Elsa Emeka Emil Emma Enzo Erik Esther Eva Fatima Felix Fiona Florian Freya Gabriel Gita Grace ' +
  'Hana Hannah Haruto Hassan Hugo Ida Ilse Imani Ines Ingrid Isaac Ivan Jack Jana Jasper Jin Joana Jonas José Julia ' +
  'Kaito Karin Kateryna Kenji Khadija Kofi Lars Laura Leila Leo Lina Linnéa Lucía Luka Maja Marco Maren Mariam Mateo Maya ' +
  'Mei Mila Mina Moritz Nadia Nia Niko Nils Nina Noah Noor Olga Oliver Omar Oscar Pablo Paula Petra Priya Rafael ' +
  'Rana Ravi Renée Rosa Ruth Saanvi Sami Sara Sebastian Selma Sofia Sven Tariq Thea Tomás Uma Vera Viktor Wanjiru Wei ' +
  'Xenia Yara Yuki Yusuf Zeynep Zoë Zofia';

const FAMILY =
  'Abara Abbott Achterberg Adeyemi Ahlgren Ahmed Akhtar Albrecht Almeida Alvarez Amari Andersen Andrade Antonov Aoki Araújo Arslan Asante Aydın Azevedo ' +
  'Baker Balogun Banerjee Baptista Barros Bauer Becker Bennett Berg Bergström Bernard Bianchi Blanc Boateng Bondarenko Borg Brandt Braun Brennan Bright ' +
  'Cabrera Campos Cardoso Carlsen Castro Cerny Chandra Chavez Cheng Cho Choi Clarke Conti Cooper Correia Costa Cruz Çelik Dahl Damgaard ' +
  'Danso Das Davies Demir Desai Dietrich Diallo Dlamini Domingo Dubois Dunn Duran Eberhardt Ebert Edwards Ekström Engel Eriksen Esposito Evans Faber Falk ' +
  'Farah Farkas Fernandes Ferrari Fischer Flores Fontaine Forsberg Franco Frank Friis Fujita Gallo Garcia Gashi Gerber Ghosh Gill Giordano Gomes ' +
  'Greco Green Grimm Gruber Gupta Haas Haddad Hadzic Hagen Hakimi Halvorsen Hansen Hara Harris Hartmann Hassan Hayashi Heikkinen Hermansson Hoang ' +
  'Hoffmann Holm Horváth Huang Huber Hussain Ibrahim Ikeda Ilić Inoue Ito Iversen Ivanova Iyer Jackson Jaeger Jansen Janković Jensen Johansson ' +
  'Joshi Juarez Jung Kaplan Kapoor Karlsson Kato Kaur Keller Kent Khan Kim Kimura Kiplagat Klein Kobayashi Koch Kovač Kowalski Kramer ' +
  'Krause Krishnan Kruse Kumar Kurt Kuznetsov Lam Lange Larsen Laurent Lebedev Lee Lehmann Lemaire Li Lim Lin Lind Lopes Lorenz ' +
  'Lund Łukasik Mahmoud Maier Malik Mancini Marin Marković Martin Matsumoto Mazur Mbeki Meier Mendes Mensah Mishra Mitchell Mohamed Molina Moore ' +
  'Morales Moretti Mori Müller Murphy Mutua Nagy Nakamura Navarro Nguyen Nielsen Nilsson Njoroge Novák Nowak Nwosu Obi Ochoa Odhiambo Ogawa ' +
  'Okafor Olsen Omondi Ono Ortega Osei Özdemir Pálsson Papadakis Park Patel Paulsen Pereira Petersen Petrov Pham Pinto Popescu Portilla Prasad ' +
  'Quinn Rahman Ramos Rao Rasmussen Reddy Reis Ricci Richter Rivera Rocha Romano Rossi Roux Ruiz Sabry Said Saito Salazar Sandberg ' +
  'Santos Sato Schmid Schneider Schulz Schwarz Sharma Shevchenko Silva Simon Singh Skov Smit Soares Sokolov Solberg Sousa Steiner Strand Suzuki ' +
  'Svensson Szabo Takahashi Tan Tanaka Tavares Teixeira Thomsen Torres Tran Tremblay Ueda Usman Vargas Vasquez Vega Virtanen Vogel Voss Wagner ' +
  'Walker Wang Watanabe Weber Wei Weiss Winter Wolf Wong Wu Yamada Yıldız Yilmaz Yoon Zhang Zhou Ziegler Zimmermann';

/** One name as shown and as it appears in an e-mail address. */
export interface NamePart {
  shown: string;
  ascii: string;
}

function fold(name: string): string {
  return name
    .replaceAll('ø', 'o')
    .replaceAll('Ł', 'L')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

function sorted(names: string, end: string): NamePart[] {
  const byAscii = new Map(names.split(' ').map((shown) => [fold(shown), shown] as const));
  const parts = [...byAscii].map(([ascii, shown]) => ({ shown, ascii }));
  return parts.toSorted((a, b) => (a.ascii + end < b.ascii + end ? -1 : 1));
}

/** Given names in the order their addresses sort. */
export const givenNames: readonly Readonly<NamePart>[] = sorted(GIVEN, '.');

/** Family names in the order their addresses sort. */
export const familyNames: readonly Readonly<NamePart>[] = sorted(FAMILY, '@');
