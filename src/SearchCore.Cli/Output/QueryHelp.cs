namespace SearchCore.Cli.Output;

/// <summary>The query language on one screen.</summary>
internal static class QueryHelp
{
    public const string Text = """
        Queries (docs/query-language.md has it all, by example)
          syria withdrawal            all words must match; forms of a word match each other (withdraws, withdrawing)
          syria OR turkey NOT oil     any; without. NOT binds before AND, AND before OR; also + - and ( )
          "surprise visit"            the phrase, stop words and all;  "troops withdraw"~3 up to 3 moves apart
          =organise                   the word as written (an index made with --exact-forms)
          withdraw*  te?t  assad~1    beginnings, patterns, near spellings;  oil^2 counts twice
          port W/5 strike             within 5 words, either order (in Factiva: in order);  NEAR/5 is the same
          port PRE/5 strike           in this order;  bank NOT W/5 river  a bank without a river so near
          port /S strike   /P         in one sentence, one paragraph;  beside them: words, phrases, (a OR b)
          ATLEAST3 tariff  FIRST/50 x three times or more; within the first 50 words
          title:budget body:(a OR b)  in the headline, in the text;  title:* those that have one
          person:"Vladimir Putin"     place: organization: (org:) entity: any kind;  person:put*
          source: author: section: tag: lang: id:      as the article came; whole values
          url:"bbc.co.uk/news/*"      the address, or what it begins with;  site:bbc.co.uk  from there or below
          near:a1                     the article a1 and those of nearly the same text
          date:2017  2017-12  2017-Q4  2017-W50  2017-12-11       the whole unit
          date:[2017-12 TO *]  date:2017-11..2018-01  date>=2017-12  after: before: on:
          date:today  yesterday  last-30d  "last 30 days"  last-month  now-1M/M
          … | select place:(Syria, Iraq) | facet person 20, place | sort newest | limit 50
          … | boost recent 30d        newer articles score more;  … | group source  the best hit of each
          … | unique                  one hit a story: near-duplicates are told as "+3 near-identical"
          A backslash or quotation marks take an operator's meaning away. A mistake is shown with its place and a fix.
        """;
}
