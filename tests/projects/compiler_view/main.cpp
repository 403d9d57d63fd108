void print_fields();
int main() { print_fields(); }
