namespace SearchCore.Tests.Languages;

/// <summary>Two sentences of news in each of thirty languages, written for these tests.</summary>
internal static class LanguageSentences
{
    public static readonly IReadOnlyDictionary<string, string[]> All = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["en"] =
        [
            "The minister said on Tuesday that the port will not be closed, although the workers are still on strike.",
            "It was the first time that a ferry had been stopped in the bay by ice, and the crew waited for two days.",
        ],
        ["de"] =
        [
            "Die Ministerin sagte am Dienstag, dass der Hafen nicht geschlossen wird, obwohl die Arbeiter noch immer streiken.",
            "Es war das erste Mal, dass eine Fähre in der Bucht vom Eis aufgehalten wurde, und die Mannschaft wartete zwei Tage.",
        ],
        ["fr"] =
        [
            "La ministre a déclaré mardi que le port ne sera pas fermé, bien que les ouvriers soient toujours en grève.",
            "C'était la première fois qu'un bateau était arrêté dans la baie par la glace, et l'équipage a attendu deux jours.",
        ],
        ["es"] =
        [
            "La ministra dijo el martes que el puerto no se cerrará, aunque los trabajadores todavía están en huelga.",
            "Era la primera vez que un barco quedaba detenido en la bahía por el hielo, y la tripulación esperó dos días.",
        ],
        ["pt"] =
        [
            "A ministra disse na terça-feira que o porto não será fechado, embora os trabalhadores ainda estejam em greve.",
            "Foi a primeira vez que um barco ficou parado na baía por causa do gelo, e a tripulação esperou dois dias.",
        ],
        ["it"] =
        [
            "La ministra ha detto martedì che il porto non sarà chiuso, anche se gli operai sono ancora in sciopero.",
            "Era la prima volta che un traghetto veniva fermato nella baia dal ghiaccio, e l'equipaggio ha aspettato due giorni.",
        ],
        ["gl"] =
        [
            "A ministra dixo o martes que o porto non se vai pechar, aínda que os traballadores seguen en folga na cidade.",
            "Era a primeira vez que unha embarcación quedaba parada na ría polo xeo, e a tripulación agardou dous días.",
        ],
        ["ca"] =
        [
            "La ministra va dir dimarts que el port no es tancarà, encara que els treballadors segueixen en vaga.",
            "Era la primera vegada que un vaixell quedava aturat a la badia pel gel, i la tripulació va esperar dos dies amb fred.",
        ],
        ["ro"] =
        [
            "Ministra a spus marți că portul nu va fi închis, deși muncitorii sunt încă în grevă.",
            "A fost prima dată când un vapor a fost oprit în golf de gheață, iar echipajul a așteptat două zile.",
        ],
        ["nl"] =
        [
            "De minister zei dinsdag dat de haven niet wordt gesloten, hoewel de arbeiders nog steeds staken.",
            "Het was de eerste keer dat een veerboot in de baai door het ijs werd tegengehouden, en de bemanning wachtte twee dagen.",
        ],
        ["sv"] =
        [
            "Ministern sade på tisdagen att hamnen inte kommer att stängas, även om arbetarna fortfarande strejkar.",
            "Det var första gången som en färja stoppades i viken av isen, och besättningen väntade i två dagar.",
        ],
        ["da"] =
        [
            "Ministeren sagde tirsdag, at havnen ikke bliver lukket, selv om arbejderne stadig strejker.",
            "Det var første gang, at en færge blev stoppet af isen i bugten, og mandskabet ventede i to dage på hjælp fra en anden by.",
        ],
        ["no"] =
        [
            "Statsråden sa tirsdag at havnen ikke blir stengt, selv om arbeiderne fortsatt er i streik etter at de gikk ut.",
            "Det var første gang en ferge ble stoppet av isen i bukta, og mannskapet ventet i to dager mens noen av dem sov.",
        ],
        ["fi"] =
        [
            "Ministeri sanoi tiistaina, että satamaa ei suljeta, vaikka työntekijät ovat yhä lakossa.",
            "Se oli ensimmäinen kerta, kun lautta oli pysähtynyt lahdelle jään takia, ja miehistö odotti kaksi päivää.",
        ],
        ["hu"] =
        [
            "A miniszter kedden azt mondta, hogy a kikötőt nem zárják be, bár a munkások még mindig sztrájkolnak.",
            "Ez volt az első alkalom, hogy egy komp a jég miatt megállt az öbölben, és a legénység két napig várt.",
        ],
        ["cs"] =
        [
            "Ministryně v úterý řekla, že přístav nebude uzavřen, i když dělníci jsou stále ve stávce.",
            "Bylo to poprvé, kdy byl trajekt v zálivu zastaven ledem, a posádka čekala dva dny, než přišla pomoc.",
        ],
        ["pl"] =
        [
            "Minister powiedziała we wtorek, że port nie będzie zamknięty, ale robotnicy jak dotąd są po stronie strajku.",
            "To był pierwszy raz, kiedy prom został zatrzymany przez lód, i jest już pewne, że załoga będzie czekać dwa dni.",
        ],
        ["hr"] =
        [
            "Ministrica je u utorak rekla da se luka neće zatvoriti, ali radnici su i dalje u štrajku, kao što je najavljeno.",
            "Bilo je to prvi put da je trajekt u zaljevu zaustavljen, a posada je nakon toga čekala dva dana jer nije bilo pomoći.",
        ],
        ["tr"] =
        [
            "Bakan salı günü limanın kapatılmayacağını ama işçilerin daha çok grev yapacağını ve bu konuda bir karar olmadığını söyledi.",
            "Bir vapurun buz yüzünden körfezde durması için bu ilk olay oldu ve mürettebat iki gün kadar bekledi.",
        ],
        ["id"] =
        [
            "Menteri mengatakan pada hari Selasa bahwa pelabuhan itu tidak akan ditutup, meskipun para pekerja masih mogok.",
            "Ini adalah pertama kali sebuah kapal berhenti di teluk karena es, dan awaknya menunggu selama dua hari.",
        ],
        ["lv"] =
        [
            "Ministre otrdien teica, ka ostu neslēgs, lai gan strādnieki vēl ir streikā un par to nav lēmuma.",
            "Tā bija pirmā reize, kad prāmis līcī tika apturēts, un komanda gaidīja divas dienas, bet palīdzība nebija.",
        ],
        ["ru"] =
        [
            "Министр сказала во вторник, что порт не будет закрыт, хотя рабочие всё ещё бастуют.",
            "Это был первый раз, когда паром остановился в заливе из-за льда, и команда ждала его два дня.",
        ],
        ["bg"] =
        [
            "Министърът каза във вторник, че пристанището няма да бъде затворено, въпреки че работниците все още са в стачка.",
            "Това беше за първи път ферибот да спре в залива заради леда, и екипажът чака два дни.",
        ],
        ["uk"] =
        [
            "Міністр сказала у вівторок, що порт не буде закрито, але робітники й далі страйкують, як було раніше.",
            "Це було вперше, що пором зупинився в затоці, і команда чекала на допомогу від міста до вечора.",
        ],
        ["el"] =
        [
            "Η υπουργός είπε την Τρίτη ότι το λιμάνι δεν θα κλείσει, αν και οι εργάτες απεργούν ακόμη.",
            "Ήταν η πρώτη φορά που ένα πλοίο σταμάτησε στον κόλπο, και το πλήρωμα περίμενε δύο μέρες.",
        ],
        ["ar"] =
        [
            "قالت الوزيرة يوم الثلاثاء إن الميناء لن يغلق على الرغم من أن العمال لا يزالون في إضراب.",
            "كانت هذه هي المرة الأولى التي تتوقف فيها عبارة في الخليج، وقد انتظر الطاقم يومين من أجل المساعدة.",
        ],
        ["fa"] =
        [
            "وزیر روز سه‌شنبه گفت که بندر بسته نمی‌شود و کارگران هنوز در اعتصاب هستند، اما این تصمیم برای همه است.",
            "این نخستین بار بود که یک کشتی در خلیج از حرکت باز ماند و خدمه دو روز را با سرما گذراندند.",
        ],
        ["hi"] =
        [
            "मंत्री ने मंगलवार को कहा कि बंदरगाह बंद नहीं होगा, हालांकि मज़दूर अब भी हड़ताल पर हैं और यह जारी है।",
            "यह पहली बार था कि एक जहाज़ खाड़ी में रुक गया और चालक दल ने दो दिन तक इंतज़ार किया।",
        ],
        ["ja"] =
        [
            "大臣は火曜日、労働者のストライキが続いているが港は閉鎖されないと述べた。",
            "湾で船が氷に止められたのは初めてで、乗組員は二日間待った。",
        ],
        ["zh"] =
        [
            "部长星期二表示，尽管工人仍在罢工，港口不会关闭。",
            "这是渡轮第一次因冰而停在海湾里，船员等了两天。",
        ],
        ["ko"] =
        [
            "장관은 화요일 노동자들이 아직 파업 중이지만 항구를 닫지 않을 것이라고 말했다.",
            "만에서 배가 얼음 때문에 멈춘 것은 처음이었고 선원들은 이틀을 기다렸다.",
        ],
        ["th"] =
        [
            "รัฐมนตรีกล่าวเมื่อวันอังคารว่าท่าเรือจะไม่ปิด แม้ว่าคนงานยังคงหยุดงานประท้วง",
            "นี่เป็นครั้งแรกที่เรือหยุดในอ่าวเพราะน้ำแข็ง และลูกเรือรอสองวัน",
        ],
    };
}
