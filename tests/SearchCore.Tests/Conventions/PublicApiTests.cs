using System.Reflection;

using SearchCore.Articles;
using SearchCore.Entities;
using SearchCore.Hosting;
using SearchCore.Json;
using SearchCore.Queries;
using SearchCore.TestKit;

namespace SearchCore.Tests.Conventions;

public sealed class PublicApiTests
{
    private static readonly Assembly[] Library =
    [
        typeof(Article).Assembly,
        typeof(Formats.NewsFormats).Assembly,
        typeof(IEntityRecognizer).Assembly,
        typeof(QueryNode).Assembly,
        typeof(ArticleIndex).Assembly,
        typeof(SearchCoreJson).Assembly,
        typeof(Client.SearchCoreClient).Assembly,
        typeof(IArticleIndex).Assembly,
        typeof(Cluster.Catalogue.ICatalogue).Assembly,
        typeof(Cluster.Orleans.ClusterStatus).Assembly,
        typeof(Cluster.Orleans.Redis.RedisMembership).Assembly,
    ];

    public static TheoryData<string> Names => [.. Library.Select(a => a.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_public_api_is_the_approved_one(string name)
    {
        var actual = PublicApi.Describe(Library.Single(a => a.GetName().Name == name));
        var approved = Path.Combine(SharedData.Root, "docs", "api", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("SEARCHCORE_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
            File.WriteAllText(approved, actual);
        }

        Assert.True(
            File.Exists(approved) && File.ReadAllText(approved) == actual,
            $"The public API of {name} is not what docs/api/{name}.txt says. If the change is meant, run the tests once with "
                + $"SEARCHCORE_APPROVE=1 and commit the file.\n{actual}");
    }

    [Fact]
    public void No_public_signature_names_a_type_of_Lucene()
    {
        var leaks = Library.SelectMany(PublicApi.TypesInSignatures)
            .Where(t => t.Type.Namespace?.StartsWith("Lucene", StringComparison.Ordinal) == true
                || t.Type.Assembly.GetName().Name!.StartsWith("J2N", StringComparison.Ordinal));
        Assert.Empty(leaks);
    }

    [Fact]
    public void Public_classes_are_sealed_static_or_meant_as_a_base()
    {
        var open = Library.SelectMany(a => a.GetExportedTypes()).Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false });
        Assert.Empty(open);
    }
}
