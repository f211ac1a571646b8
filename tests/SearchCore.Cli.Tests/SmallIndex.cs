using SearchCore.TestKit;

namespace SearchCore.Cli.Tests;

/// <summary>A folder with an index of five articles, one of them hostile, made through the console itself.</summary>
public sealed class SmallIndex : IDisposable
{
    /// <summary>What must never reach a terminal as it is.</summary>
    public const string Hostile = "\e]0;owned\a \e[2J \u009B31m \u202Etxt.exe\u2069 \0 [bold red]markup[/] </em><script>";

    private readonly TempFolder folder = new();

    public SmallIndex()
    {
        File.WriteAllText(folder["news.jsonl"], """
            {"id":"a1","title":"Putin makes surprise visit to Khmeimim","body":"The president made a surprise visit to the air base on Monday and ordered the troops home.","published":"2017-12-11","source":"Wire","url":"https://example.org/a1","entities":{"person":["Vladimir Putin","Bashar Assad"],"place":["Syria"]}}
            {"id":"a2","title":"Port strike ends in Rotterdam","body":"The port strike ended after a week; a surprise for many.","published":"2018-02-01T10:00:00Z","source":"Wire","entities":{"place":["Rotterdam"]}}
            {"id":"a3","title":"=cmd|calc","body":"A strike of lightning closed the port.","published":"2019-05-06","source":"Gazette"}
            {"id":"a 4","title":"No date here","body":"A visit without a date."}

            """);
        File.AppendAllText(folder["news.jsonl"], System.Text.Json.JsonSerializer.Serialize(new
        {
            id = "evil\e[31m",
            title = "hostile " + Hostile,
            body = "hostile body " + Hostile,
            source = Hostile,
            url = "javascript:alert(1)\e[2J",
            author = new[] { Hostile },
            entities = new { person = new[] { "Mallory " + Hostile } },
        }) + "\n");
        using var run = Run();
        Assert.Equal(ExitCode.Done, run.Run("index", "news.jsonl", "--index", "index", "--entities", "given"));
    }

    public string Path => folder.Path;

    public string this[string name] => folder[name];

    internal ConsoleRun Run(string input = "") => new(folder.Path) { Input = input };

    public void Dispose() => folder.Dispose();
}
