using System.Globalization;
using System.Text;

namespace SearchCore.Benchmarks.NearDuplicates;

/// <summary>
/// Articles that are written by a form again and again and are no takes of one another: obituaries, weekly market reports, league tables.
/// The forms are our own.
/// </summary>
/// <param name="random">Decides; of one seed come the same articles.</param>
internal sealed class FormLetters(Random random)
{
    private static readonly string[] Names =
    [
        "Alder", "Birch", "Carver", "Dunmore", "Easton", "Farrow", "Gale", "Hollis", "Ingram", "Jessop", "Kerr", "Lowe", "Marsh", "Norwood",
        "Oakley", "Pryor", "Quill", "Rowan", "Sawyer", "Thorne", "Upton", "Vance", "Weir", "York", "Abbot", "Brandt", "Cole", "Drake",
    ];

    private static readonly string[] First =
        ["Ada", "Bert", "Clara", "Dora", "Edgar", "Flora", "George", "Hilda", "Ivan", "June", "Karl", "Lena", "Milo", "Nora", "Otto"];

    private static readonly string[] Places =
    [
        "Ashford", "Brigton", "Colby", "Dalwood", "Elmstead", "Fairlea", "Greyport", "Harrow Hill", "Inverey", "Kingsmere", "Langton",
        "Middleham", "Newbridge", "Oldcastle", "Penrose", "Rockford", "Stonebury", "Tidewater", "Underhill", "Wexley",
    ];

    private static readonly string[] Trades =
        ["teacher", "bus driver", "nurse", "farmer", "printer", "clerk", "carpenter", "miner", "librarian", "baker", "pilot", "postman"];

    private static readonly string[] Goods =
        ["wheat", "corn", "soybeans", "crude oil", "copper", "sugar", "coffee", "cotton", "cattle", "gold", "tin", "rubber", "cocoa"];

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["obituary", "market", "table"];

    /// <summary>An article of a kind.</summary>
    public string Write(string kind) => kind switch
    {
        "obituary" => Obituary(),
        "market" => Market(),
        _ => Table(),
    };

    private string Obituary()
    {
        var (name, family, town) = (Of(First), Of(Names), Of(Places));
        return $"""
            {name} {family}, {Figure(99)}, of {town}, died {Day()} at {Of(Places)} General Hospital after a long illness. Born in
            {Of(Places)} on {Day()}, a child of the late {Of(First)} and {Of(First)} ({Of(Names)}) {family}, {name} worked as a
            {Of(Trades)} for {Figure(45)} years and was a member of the church of {Of(Places)}. Survivors include {Of(First)}
            {Of(Names)} of {Of(Places)}, {Of(First)} {family} of {Of(Places)}, {Figure(12)} grandchildren and {Figure(9)}
            great-grandchildren; {name} was preceded in death by a brother, {Of(First)} {family}. A funeral service will be held at
            {Figure(12)} a.m. {Day()} at the {Of(Names)} Funeral Home, {Figure(900)} {Of(Names)} Street, {town}. Burial will follow
            at {Of(Places)} Cemetery. Visitation will be from {Figure(4)} to {Figure(9)} p.m. {Day()}. Memorial contributions may be
            made to the {Of(Names)} Fund, {Of(Places)}.
            """;
    }

    private string Market()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Prices for the week ended {Day()} in dollars, compared with the week before. ");
        foreach (var goods in Goods.OrderBy(_ => random.Next()).Take(8))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{goods} closed at {Figure(900)}.{random.Next(100):00} against {Figure(900)}.{random.Next(100):00}, "
                + $"{(random.Next(2) == 0 ? "up" : "down")} {random.Next(20)}.{random.Next(10)} percent, on sales of "
                + $"{Figure(90_000)} tonnes. ");
        }

        return text.Append(CultureInfo.InvariantCulture,
            $"Traders said that demand from {Of(Places)} was {(random.Next(2) == 0 ? "firm" : "slow")} and stocks were put at "
            + $"{Figure(900_000)} tonnes. The next report will be published on {Day()}.").ToString();
    }

    private string Table()
    {
        var text = new StringBuilder("League standings, played, won, drawn, lost, goals for, goals against, points: ");
        foreach (var place in Places.OrderBy(_ => random.Next()))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{place} United {random.Next(38)} {random.Next(20)} {random.Next(20)} {random.Next(20)} {random.Next(80)} "
                + $"{random.Next(80)} {random.Next(99)}; ");
        }

        return text.ToString();
    }

    private string Of(string[] choices) => choices[random.Next(choices.Length)];

    private string Figure(int most) => TakeMaker.Figure(random, most);

    private string Day() => new DateTime(1950, 1, 1).AddDays(random.Next(25_000)).ToString("dddd, MMMM d", CultureInfo.InvariantCulture);
}
