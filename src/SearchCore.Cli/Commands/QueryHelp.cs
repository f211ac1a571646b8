namespace SearchCore.Cli.Commands;

/// <summary>The query language on one screen.</summary>
internal static class QueryHelp
{
    public const string Text = """
        Queries
          syria withdrawal               both words; forms of a word match each other (withdraw, withdrawing)
          syria OR turkey    NOT oil     any of them · without;  also + - and ( )
          "surprise visit"               the phrase;  "troops withdraw"~3 with up to 3 words between
          title:budget  body:budget      in the headline, in the text
          person:"Vladimir Putin"        who, where, which body: person: place: organization:
          source:TASS  author:…  tag:…   as the article came;  section: lang: id:
          date:2017  date:2017-12        a year, a month, a day; date:[2017-12-01 TO 2018-02] both ends inside
          withdraw*  te?t  assad~1       beginnings, patterns, near spellings
        """;
}
