package dev.greenroom.localcloud.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function in every form it can be written in, each in YAML and as JSON. */
class IntrinsicFunctionsTest {
    private static final String AROUND = """
            Parameters:
              Name: {Type: String, Default: shop}
              Port: {Type: Number, Default: 80}
              Zones: {Type: CommaDelimitedList, Default: 'a, b,c'}
              Ports: {Type: List<Number>, Default: '80,443'}
              Which: {Type: Number, Default: 1}
              Attribute: {Type: String, Default: Endpoint.Port}
            Mappings:
              Sizes:
                eu-west-1: {cpu: 256, memory: '512', zones: [x, y], spot: false}
                shop: {key: cpu}
              Maps:
                names: {sizes: Sizes}
            Conditions:
              IsShop: !Equals [!Ref Name, shop]
              IsOther: !Not [!Condition IsShop]
            Resources:
              Database: {Type: AWS::RDS::DBInstance}
              Subject:
                Type: AWS::SSM::Parameter
                Properties:
                  Value: %s
            """;

    private static final TemplateFixture FIXTURE = new TemplateFixture()
            .known("Database", "db-1")
            .known("Database.Endpoint.Address", "db.local")
            .known("Database.Endpoint.Port", "3306")
            .known("Database.Subnets", List.of("s-1", "s-2"))
            .export("shop-Cluster", "arn:cluster")
            .export("shop", "plain");

    @Nested
    class Evaluate {
        static Stream<Arguments> references() {
            return Stream.of(
                    value("!Ref Name", "shop"),
                    value("{Ref: Name}", "shop"),
                    value("!Ref 'Name'", "shop"),
                    value("!Ref Port", "80"),
                    value("!Ref Zones", List.of("a", "b", "c")),
                    value("!Ref Ports", List.of("80", "443")),
                    value("!Ref Database", "db-1"),
                    value("!GetAtt Database.Endpoint.Address", "db.local"),
                    value("!GetAtt [Database, Endpoint.Address]", "db.local"),
                    value("!GetAtt [Database, Endpoint, Address]", "db.local"),
                    value("{Fn::GetAtt: Database.Endpoint.Address}", "db.local"),
                    value("{Fn::GetAtt: [Database, Endpoint.Address]}", "db.local"),
                    value("{Fn::GetAtt: [Database, !Ref Attribute]}", "3306"),
                    value("!GetAtt Database.Subnets", List.of("s-1", "s-2")));
        }

        static Stream<Arguments> pseudoParameters() {
            return Stream.of(
                    value("!Ref AWS::AccountId", "111122223333"),
                    value("!Ref AWS::Region", "eu-west-1"),
                    value("!Ref AWS::StackName", "shop"),
                    value("!Ref 'AWS::StackId'", TemplateFixture.STACK_ID),
                    value("!Ref AWS::Partition", "aws"),
                    value("!Ref AWS::URLSuffix", "amazonaws.com"),
                    value("!Ref AWS::NotificationARNs", List.of("arn:aws:sns:eu-west-1:111122223333:news")),
                    value("{Ref: AWS::Region}", "eu-west-1"));
        }

        static Stream<Arguments> substitution() {
            return Stream.of(
                    value("!Sub plain", "plain"),
                    value("!Sub '${Name}'", "shop"),
                    value("!Sub '${Name}-${AWS::Region}:${Port}'", "shop-eu-west-1:80"),
                    value("{Fn::Sub: '${Name}'}", "shop"),
                    value("!Sub '${Database}'", "db-1"),
                    value("!Sub 'jdbc:${Database.Endpoint.Address}'", "jdbc:db.local"),
                    value("!Sub '${!Name} ${!AWS::Region}'", "${Name} ${AWS::Region}"),
                    value("!Sub '$${Name} $Name ${'", "$shop $Name ${"),
                    value("!Sub ['${A}/${Name}', {A: 1}]", "1/shop"),
                    value("!Sub ['${Name}', {Name: own}]", "own"),
                    value("!Sub ['${Name.Of.Mine}', {Name.Of.Mine: own}]", "own"),
                    value("!Sub ['${A}${B}', {A: !Ref Name, B: !GetAtt Database.Endpoint.Port}]", "shop3306"),
                    value("!Sub ['${A}', {A: !Sub ['${B}!', {B: !Ref Name}]}]", "shop!"),
                    value("{Fn::Sub: ['${A}', {A: {Fn::Join: ['-', !Ref Zones]}}]}", "a-b-c"),
                    value("!Sub ['${A}', {A: true}]", "true"),
                    value("!Sub ''", ""));
        }

        static Stream<Arguments> lists() {
            return Stream.of(
                    value("!Join ['-', [a, b, !Ref Name]]", "a-b-shop"),
                    value("{Fn::Join: ['', [a, 1, true]]}", "a1true"),
                    value("!Join [',', !Ref Zones]", "a,b,c"),
                    value("!Join ['', []]", ""),
                    value("!Join ['-', [a, !Ref AWS::NoValue, b]]", "a-b"),
                    value("!Join ['-', [!Ref AWS::NoValue]]", ""),
                    value("!Join ['|', !GetAtt Database.Subnets]", "s-1|s-2"),
                    value("!Join ['/', !Split ['.', a.b.c]]", "a/b/c"),
                    value("!Join ['.', !If [IsShop, [x, y], []]]", "x.y"),
                    value("!Select [0, [a, b]]", "a"),
                    value("!Select ['1', [a, b]]", "b"),
                    value("{Fn::Select: [!Ref Which, !Ref Zones]}", "b"),
                    value("!Select [1, !GetAZs '']", "eu-west-1b"),
                    value("!Select [0, [{a: b}]]", Map.of("a", "b")),
                    value("!Select [2, !Split ['|', 'a||c|']]", "c"),
                    value("!Split ['|', 'a||c|']", List.of("a", "", "c", "")),
                    value("{Fn::Split: [',', {Fn::Join: [',', !Ref Ports]}]}", List.of("80", "443")),
                    value("!Split ['.', '']", List.of("")),
                    value("!Select [5, !Split [':', !Ref AWS::StackId]]", "stack/shop/1f"));
        }

        static Stream<Arguments> choices() {
            return Stream.of(
                    value("!If [IsShop, yes, no]", true),
                    value("!If [IsOther, a, b]", "b"),
                    value("{Fn::If: [IsShop, {a: !Ref Name}, x]}", Map.of("a", "shop")),
                    value("!If [IsOther, a, !If [IsShop, b, c]]", "b"),
                    value("[a, !If [IsOther, b, !Ref AWS::NoValue], c]", List.of("a", "c")),
                    value("{a: !If [IsOther, b, !Ref AWS::NoValue], c: d}", Map.of("c", "d")),
                    value("{a: {Fn::If: [IsOther, b, {Ref: AWS::NoValue}]}}", Map.of()),
                    value("!FindInMap [Sizes, eu-west-1, memory]", "512"),
                    value("!FindInMap [Sizes, !Ref AWS::Region, cpu]", 256L),
                    value("{Fn::FindInMap: [Sizes, {Ref: AWS::Region}, zones]}", List.of("x", "y")),
                    value("!FindInMap [Sizes, eu-west-1, spot]", false),
                    value(
                            "!FindInMap [!FindInMap [Maps, names, sizes], !Ref AWS::Region, !FindInMap [Sizes, !Ref Name, key]]",
                            256L),
                    value("!Select [1, !FindInMap [Sizes, eu-west-1, zones]]", "y"));
        }

        static Stream<Arguments> imports() {
            return Stream.of(
                    value("!ImportValue shop-Cluster", "arn:cluster"),
                    value("!ImportValue {Ref: Name}", "plain"),
                    value("{Fn::ImportValue: shop-Cluster}", "arn:cluster"),
                    value("{Fn::ImportValue: !Sub '${AWS::StackName}-Cluster'}", "arn:cluster"),
                    value("!ImportValue {'Fn::Sub': '${AWS::StackName}-Cluster'}", "arn:cluster"),
                    value("!ImportValue {'Fn::Join': ['-', [!Ref Name, Cluster]]}", "arn:cluster"),
                    value("!Sub ['<${C}>', {C: !ImportValue shop-Cluster}]", "<arn:cluster>"),
                    value("!Select [1, !Split [':', !ImportValue shop-Cluster]]", "cluster"));
        }

        static Stream<Arguments> zonesAndAddresses() {
            return Stream.of(
                    value("!GetAZs ''", List.of("eu-west-1a", "eu-west-1b")),
                    value("!GetAZs us-east-1", List.of("us-east-1a", "us-east-1b")),
                    value("!GetAZs {Ref: AWS::Region}", List.of("eu-west-1a", "eu-west-1b")),
                    value("{Fn::GetAZs: !Ref AWS::Region}", List.of("eu-west-1a", "eu-west-1b")),
                    value("!Cidr [192.168.0.0/24, 2, 5]", List.of("192.168.0.0/27", "192.168.0.32/27")),
                    value("{Fn::Cidr: ['10.0.7.9/16', '2', '8']}", List.of("10.0.0.0/24", "10.0.1.0/24")),
                    value("!Select [255, !Cidr [10.0.0.0/8, 256, 16]]", "10.255.0.0/16"),
                    value(
                            "!Cidr ['2600:1f18:abc:de00::/56', 2, 64]",
                            List.of("2600:1f18:abc:de00::/64", "2600:1f18:abc:de01::/64")),
                    value("!Cidr ['0:0:0:1::/60', 1, 64]", List.of("::/64")),
                    value("!Cidr [10.1.2.3/32, 1, 0]", List.of("10.1.2.3/32")),
                    value("!Base64 hello", "aGVsbG8="),
                    value("{Fn::Base64: !Sub '${Name}-x'}", "c2hvcC14"),
                    value("!Base64 {'Fn::Sub': '${Name}-x'}", "c2hvcC14"),
                    value("!Base64 grün", "Z3LDvG4="));
        }

        static Stream<Arguments> dynamicReferences() {
            return Stream.of(
                    value("'{{resolve:ssm:/a/b:1}}'", "<ssm /a/b:1>"),
                    value("'x{{resolve:ssm:a}}y{{resolve:ssm-secure:b}}'", "x<ssm a>y<ssm-secure b>"),
                    value(
                            "!Sub '{{resolve:secretsmanager:${Database}:SecretString:password}}'",
                            "<secretsmanager db-1:SecretString:password>"),
                    value("!Join ['', ['{{resolve:', 'ssm:', !Ref Name, '}}']]", "<ssm shop>"),
                    value("{a: [{b: '{{resolve:ssm:c}}'}]}", Map.of("a", List.of(Map.of("b", "<ssm c>")))),
                    value("!Split [' ', '{{resolve:ssm:c}}']", List.of("<ssm", "c>")),
                    value("'{{something else}}'", "{{something else}}"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource({
            "references",
            "pseudoParameters",
            "substitution",
            "lists",
            "choices",
            "imports",
            "zonesAndAddresses",
            "dynamicReferences"
        })
        void comes_to(String expression, Object expected) {
            var yaml = AROUND.formatted(expression);

            assertThat(evaluated(yaml)).isEqualTo(expected);
            assertThat(evaluated(JsonForm.of(yaml))).isEqualTo(expected);
        }

        private Object evaluated(String body) {
            return FIXTURE.evaluate(body).properties("Subject", FIXTURE).getOrDefault("Value", "nothing");
        }

        private static Arguments value(String expression, Object expected) {
            return Arguments.of(expression, expected);
        }
    }

    @Nested
    class Refuse {
        static Stream<Arguments> malformed() {
            return Stream.of(
                    error("!Ref [a]", "Template error: All References must be of type string"),
                    error("!GetAtt Database", GET_ATT),
                    error("!GetAtt [Database, '']", GET_ATT),
                    error("{Fn::GetAtt: [Database]}", GET_ATT),
                    error("{Fn::GetAtt: {a: b}}", GET_ATT),
                    error(
                            "!GetAtt Missing.Arn",
                            "Template error: instance of Fn::GetAtt references undefined resource Missing"),
                    error(
                            "!Sub '${Missing.Arn}'",
                            "Template error: instance of Fn::Sub references invalid resource attribute Missing.Arn"),
                    error(
                            "!Sub '${Missing} ${aws:InstanceId}'",
                            "Template format error: Unresolved resource dependencies [Missing, aws:InstanceId] in the"
                                    + " Resources block of the template"),
                    error(
                            "!Ref Missing",
                            "Template format error: Unresolved resource dependencies [Missing] in the Resources block of"
                                    + " the template"),
                    error(
                            "!Sub ['x', {A: !Ref Missing}]",
                            "Template format error: Unresolved resource dependencies [Missing] in the Resources block of"
                                    + " the template"),
                    error(
                            "!If [IsShop, a, !Ref Missing]",
                            "Template format error: Unresolved resource dependencies [Missing] in the Resources block of"
                                    + " the template"),
                    error("!Sub [a]", SUB),
                    error("!Sub [a, b]", SUB),
                    error("!Sub {a: b}", SUB),
                    error("!Sub [!Ref Name, {}]", SUB),
                    error(
                            "!Sub '${Na me}'",
                            "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters,"
                                    + " underscores, periods, and colons"),
                    error(
                            "!Sub '${Zones}'",
                            "Template error: variable Zones in Fn::Sub expression does not resolve to a string"),
                    error("!Join [',']", JOIN),
                    error("!Join [!Ref Name, [a]]", JOIN),
                    error("!Join [',', a]", JOIN),
                    error("!Join [',', [[a]]]", JOIN),
                    error("!Join [',', !Ref Name]", JOIN),
                    error("!Select [0]", SELECT),
                    error("!Select [0, a]", SELECT),
                    error("!Select [0, !Ref Name]", SELECT),
                    error(
                            "!Select [x, [a]]",
                            "Template error: Fn::Select requires a list argument with a valid index value as its first"
                                    + " element"),
                    error(
                            "!Select [3, !Ref Zones]",
                            "Template error: Fn::Select cannot select nonexistent value at index 3"),
                    error(
                            "!Select [1, [a, !Ref AWS::NoValue]]",
                            "Template error: Fn::Select cannot select nonexistent value at index 1"),
                    error("!Split [',']", SPLIT),
                    error("!Split [',', [a]]", SPLIT),
                    error("!Split [',', !Ref Zones]", SPLIT),
                    error(
                            "!If []",
                            "Template error: Fn::If requires a list argument with the first element being a condition"),
                    error(
                            "!If [!Equals [a, a], b, c]",
                            "Template error: Fn::If requires a list argument with the first element being a condition"),
                    error("!If [IsShop, b]", "Template error: Fn::If requires a list argument with three elements"),
                    error("!If [Missing, b, c]", "Template error: unresolved condition dependency Missing in Fn::If"),
                    error("!FindInMap [Sizes, a]", FIND_IN_MAP),
                    error("!FindInMap [Sizes, !Sub '${AWS::Region}', cpu]", FIND_IN_MAP),
                    error("!GetAtt [Database, !Sub '${Attribute}']", GET_ATT),
                    error("!FindInMap [Sizes, a, [b]]", FIND_IN_MAP),
                    error("!FindInMap [Sizes, a, b, {DefaultValue: c}]", FIND_IN_MAP),
                    error(
                            "!FindInMap [Sizes, us-east-1, cpu]",
                            "Template error: Unable to get mapping for Sizes::us-east-1::cpu"),
                    error(
                            "!FindInMap [Missing, a, b]",
                            "Template error: Mapping named 'Missing' is not present in the 'Mappings' section of"
                                    + " template."),
                    error(
                            "!ImportValue !Ref Name",
                            "Template format error: YAML not well-formed. (line 22, column 27)"),
                    error("!ImportValue {Ref: Database}", IMPORT_VALUE),
                    error("{Fn::ImportValue: !Sub '${Missing}-x'}", IMPORT_VALUE),
                    error("{Fn::ImportValue: !GetAtt Database.Arn}", IMPORT_VALUE),
                    error("{Fn::ImportValue: !Select [0, !GetAZs '']}", IMPORT_VALUE),
                    error(
                            "!ImportValue [a]",
                            "Template error: the attribute in Fn::ImportValue must be a string or a function that"
                                    + " returns a string"),
                    error("!GetAZs [a]", "Template error: every Fn::GetAZs object must have a String-typed value."),
                    error("!Base64 [a]", "Template error: every Fn::Base64 object must have a String-typed value."),
                    error("!Base64 {a: b}", "Template error: every Fn::Base64 object must have a String-typed value."),
                    error("!Cidr [10.0.0.0/8, 2]", CIDR),
                    error("!Cidr [10.0.0.0/8, a, 8]", CIDR),
                    error("!Cidr [10.0.0.0/8, 257, 8]", "Template error: Fn::Cidr generates 1 to 256 CIDRs, not 257"),
                    error(
                            "!Cidr [10.0.0/8, 1, 8]",
                            "Template error: Fn::Cidr requires a valid CIDR block, not 10.0.0/8"),
                    error(
                            "!Cidr [10.0.0.0/24, 1, 2000000000]",
                            "Template error: Fn::Cidr cannot fit block 1 of 2000000000 bits in 10.0.0.0/24"),
                    error(
                            "!Cidr [10.0.0.0/24, 9, 5]",
                            "Template error: Fn::Cidr cannot fit block 9 of 5 bits in 10.0.0.0/24"));
        }

        static Stream<Arguments> unsupported() {
            return Stream.of(
                    error("{Fn::Foo: a}", unsupportedFunction("", "Fn::Foo")),
                    error("{a: {Fn::Foo: a}}", unsupportedFunction("/a", "Fn::Foo")),
                    error("[!Sub ['${A}', {A: {Fn::Foo: a}}]]", unsupportedFunction("/0/Fn::Sub/1/A", "Fn::Foo")),
                    error("!Equals [a, b]", unsupportedFunction("", "Fn::Equals")),
                    error("!Transform {Name: 'AWS::Include'}", unsupportedFunction("", "Fn::Transform")),
                    error("{a: b, Fn::Transform: {Name: x}}", unsupportedFunction("", "Fn::Transform")),
                    error("{Fn::ForEach::Loop: [a, [b], {}]}", unsupportedFunction("", "Fn::ForEach::Loop")),
                    error("!Length [a, b]", unsupportedFunction("", "Fn::Length")),
                    error("!ToJsonString {a: b}", unsupportedFunction("", "Fn::ToJsonString")));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource({"malformed", "unsupported"})
        void says(String expression, String message) {
            assertThatThrownBy(() -> FIXTURE.evaluate(AROUND.formatted(expression)))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage(message);
        }

        private static String unsupportedFunction(String path, String name) {
            return "Template error: [/Resources/Subject/Properties/Value" + path
                    + "] Encountered unsupported function: " + name
                    + " Supported functions are: [Fn::Base64, Fn::Cidr, Fn::FindInMap, Fn::GetAZs, Fn::GetAtt, Fn::If,"
                    + " Fn::ImportValue, Fn::Join, Fn::Select, Fn::Split, Fn::Sub, Ref]";
        }

        private static Arguments error(String expression, String message) {
            return Arguments.of(expression, message);
        }

        private static final String GET_ATT = "Template error: every Fn::GetAtt object requires two non-empty"
                + " parameters, the resource name and the resource attribute";
        private static final String SUB = "Template error: One or more Fn::Sub intrinsic functions don't specify"
                + " expected arguments. Specify a string as first argument, and an optional second argument to specify"
                + " a mapping of values to replace in the string";
        private static final String JOIN = "Template error: every Fn::Join object requires two parameters, (1) a string"
                + " delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such"
                + " as Fn::GetAZs) to be joined.";
        private static final String SELECT =
                "Template error: Fn::Select requires a list argument with two elements: an integer index and a list";
        private static final String SPLIT = "Template error: every Fn::Split object requires two parameters, (1) a"
                + " string delimiter and (2) a string to be split or a function that returns a string to be split.";
        private static final String FIND_IN_MAP =
                "Template error: every Fn::FindInMap object requires three parameters,"
                        + " the map name, map key and the attribute for return value";
        private static final String IMPORT_VALUE = "Template error: the attribute in Fn::ImportValue must not depend on"
                + " any resources, imported values, or Fn::GetAZs";
        private static final String CIDR = "Template error: every Fn::Cidr object requires three parameters, (1) an IP"
                + " block, (2) the number of CIDRs to generate and (3) the number of subnet bits of each.";
    }
}
